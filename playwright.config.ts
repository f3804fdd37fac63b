import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/test/find-chromium.ts";

const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone for recordings, which asks for no permission.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

const { executablePath, env } = findChromium(process.env["PARLEY_CHROMIUM"]);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results/playwright",
  // For slow machines: a passing test does not wait for them.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: false,
  // The end of `npm test` names what passed only the second time.
  retries: 1,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    // The global setup starts the product; this file is read again by each worker after it.
    baseURL: process.env["PARLEY_E2E_URL"],
    // A trace makes each test about twice as slow. Set PARLEY_E2E_TRACE=1 to look into a failure.
    trace: process.env["PARLEY_E2E_TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: CHROMIUM_FLAGS,
      env: { ...process.env, ...env },
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
});
