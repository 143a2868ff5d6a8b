import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "specs",
  // Generous, since the machine may be slow and shared; no test waits for time to pass.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  reporter: "line",
  outputDir: "../../target/web-test-results",
  use: {
    viewport: { width: 1366, height: 900 },
    locale: "en-GB",
    launchOptions: {
      executablePath: process.env.CHROME,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
