// Preloaded into every process that the supervisor starts: ends it, and what it started itself, when the supervisor is
// gone, kill -9 included.
import process from "node:process";

// The workers that the process forks must not load this: their own channel is what keeps them alive.
process.execArgv.splice(process.execArgv.indexOf("--import"), 2);

if (process.channel) {
  process.on("disconnect", () => {
    try {
      // The supervisor makes each child the leader of its own process group.
      process.kill(-process.pid, "SIGKILL");
    } catch {
      process.exit(1);
    }
  });
  // Waiting for this must not keep a process alive that has nothing else to do.
  process.channel.unref();
}
