/** Next.js calls this once, before a server takes its first request. */
export async function register(): Promise<void> {
  // Next.js puts the runtime's name in here at build time; it is no configuration.
  if (process.env["NEXT_RUNTIME"] === "nodejs") await import("./instrumentation-node");
}
