/** Runs the embedded executor as a separate process until it gets a signal to end or its parent exits. */
import { startExecutor } from "./start-executor.ts";

const executor = await startExecutor({
  databaseUrl: required("DATABASE_URL"),
  eventKey: required("INNGEST_EVENT_KEY"),
  signingKey: required("INNGEST_SIGNING_KEY"),
  appUrl: required("PARLEY_APP_URL"),
  port: Number(required("PARLEY_EXECUTOR_PORT")),
});

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
process.once("disconnect", stop);

let stopping: Promise<void> | undefined;
function stop(): void {
  stopping ??= executor.stop().then(() => process.exit(0));
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The executor needs ${name}; \`npm run up\` sets it.`);
  return value;
}
