// Preloaded into every process that the supervisor starts: ends the process and its children when the supervisor is
// gone, even after kill -9.
import process from "node:process";

// The process's own forks must not load this: their IPC channel keeps them alive.
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
  // Do not keep a process without other work alive.
  process.channel.unref();
}
