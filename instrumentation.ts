/** Next.js calls this once, before a server handles its first request. */
export async function register(): Promise<void> {
  // Next.js inserts the runtime's name at build time; it is not configuration.
  if (process.env["NEXT_RUNTIME"] === "nodejs") await import("./instrumentation-node");
}
