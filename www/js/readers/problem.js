// What keeps a file from being read, in words for the reader.

export class FileProblem extends Error {}
