import { onTestFinished, vi } from "vitest";
import { forgetEnv } from "../env";

const COMPLETE = {
  DATABASE_URL: "postgres://localhost/none",
  PARLEY_SECRET: "a secret of at least thirty-two characters",
  PARLEY_URL: "https://parley.example.com",
  INNGEST_DEV: "1",
};

/** Sets a complete environment for the current test only, since the files of the unit tests share their modules. */
export function stubEnvironment(): void {
  for (const [name, value] of Object.entries(COMPLETE)) vi.stubEnv(name, value);
  forgetEnv();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    forgetEnv();
  });
}
