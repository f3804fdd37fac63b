import { forgetEnv } from "@/server/env";

/**
 * Sets variables of the environment for one test file. Work that the previous file of the same process left behind may
 * have read the environment meanwhile, so it is read again.
 */
export function changeEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, values);
  forgetEnv();
}
