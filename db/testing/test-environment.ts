import { forgetEnv } from "@/server/env";
import { inngest } from "@/server/outbox/inngest-client";

declare global {
  /** The environment before the first test file of this process. */
  var parleyOriginalEnvironment: Record<string, string | undefined> | undefined;
}

/** Sets the environment for one test file, without what earlier files in the same process have set. */
export function setTestEnvironment(values: Record<string, string>): void {
  const original = (globalThis.parleyOriginalEnvironment ??= { ...process.env });
  const wanted: Record<string, string | undefined> = { ...original, ...values };
  const gone = Object.keys(process.env).filter((name) => wanted[name] === undefined);
  for (const name of gone) delete process.env[name];
  Object.assign(process.env, wanted);
  forgetEnv();
  // The client keeps what it once read, so it must be told what is gone.
  inngest.setEnvVars({ ...Object.fromEntries(gone.map((name) => [name, undefined])), ...process.env });
}
