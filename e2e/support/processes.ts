/** Inspects the processes of this machine, to kill a whole product and to check that it is gone. */
import { execFileSync } from "node:child_process";
import { until } from "./until.ts";

/** The process and all its descendants. */
export function processTree(pid: number): number[] {
  const parents = livingProcesses();
  const tree = [pid];
  for (const member of tree) {
    for (const [child, parent] of parents) if (parent === member) tree.push(child);
  }
  return tree;
}

/** Sends SIGKILL to all of them and resolves when all have ended. */
export async function kill9(pids: number[]): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has already ended with a previous one.
    }
  }
  await untilGone(pids);
}

export async function untilGone(pids: number[]): Promise<void> {
  await until(() => {
    const living = livingProcesses();
    return !pids.some((pid) => living.has(pid));
  }, 10_000);
}

/** The processes whose command line contains the text. */
export function processesNaming(text: string): number[] {
  const rows = execFileSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" }).trim().split("\n");
  return rows.filter((row) => row.includes(text)).map((row) => Number(row.trim().split(" ")[0]));
}

/** Maps process ids to their parents' ids, without zombies. */
function livingProcesses(): Map<number, number> {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return new Map(
    rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, , state]) => !state?.startsWith("Z"))
      .map(([pid, parent]) => [Number(pid), Number(parent)]),
  );
}
