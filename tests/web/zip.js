// Zip archives as the tests need them: sound ones, and such that no program should write.

import { deflateRawSync } from "node:zlib";

/**
 * @typedef {{name: string, content: string | Buffer, stored?: boolean, flags?: number}} Entry
 */

/**
 * @param {Entry[]} entries
 * @param {{count?: number}} [lies] `count`: how many entries the end of the archive claims
 * @returns {Buffer}
 */
export function zip(entries, { count = entries.length } = {}) {
  /** @type {Buffer[]} */
  const bodies = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const { name, content, stored = false, flags = 0 } of entries) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, place, title]));
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from("PK\x05\x06"), end]);
}

/**
 * A Word document of this XML between its body's tags.
 * @param {string} body
 * @param {Partial<Entry>} [entry]
 */
export function docx(body, entry = {}) {
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zip([
    { name: "[Content_Types].xml", content: "<Types/>" },
    { name: "word/media/image1.png", content: Buffer.alloc(2000, 7), stored: true },
    { name: "word/document.xml", content: xml, ...entry },
  ]);
}
