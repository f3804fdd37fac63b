/** Checks that the port is free, and finds the process that uses it. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { isLocalhost, type Settings } from "./settings.ts";

/** @throws Error with the port and, if the system reports it, the process that listens on it; or for a wrong host. */
export async function assertPortFree({ host, port }: Settings): Promise<void> {
  // A browser may reach `localhost` by any of this machine's own addresses, and macOS lets programs share a port on
  // different ones.
  for (const candidate of isLocalhost(host) ? [host, undefined, "127.0.0.1"] : [host]) {
    const code = await listenOnce(port, candidate);
    if (code === "EADDRINUSE") throw new Error(describeTaken(port));
    if (code === "EACCES")
      throw new Error(`Port ${port} is reserved for root. Choose one above 1023, such as PORT=3000.`);
    if (code !== undefined && candidate === host) throw new Error(describeHost(host, code));
  }
}

function listenOnce(port: number, host: string | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

function describeHost(host: string, code: string): string {
  return (
    `HOST is "${host}", which is not an address of this machine (${code}). ` +
    "Leave it unset to accept connections from this machine only, or set 0.0.0.0 to listen on all its addresses."
  );
}

function describeTaken(port: number): string {
  const owner = process.platform === "linux" ? linuxListener(port) : lsofListener(port);
  const who = owner ? `process ${owner.pid} (${owner.command})` : "another program";
  return `Port ${port} is taken by ${who}. Stop it, or choose another port: PORT=${port + 1} npm run up`;
}

interface Listener {
  pid: number;
  command: string;
}

function linuxListener(port: number): Listener | undefined {
  const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningInodes(table, port)));
  for (const pid of tryOr([], () => readdirSync("/proc")).filter((name) => /^\d+$/.test(name))) {
    const files = tryOr([], () => readdirSync(`/proc/${pid}/fd`));
    const owns = files.some((fd) => inodes.has(tryOr("", () => readlinkSync(`/proc/${pid}/fd/${fd}`))));
    if (owns) return { pid: Number(pid), command: shorten(readFileSync(`/proc/${pid}/cmdline`, "utf8")) };
  }
  return undefined;
}

/** Columns of /proc/net/tcp: 1 local address:port in hex, 3 state (0A = listen), 9 inode. */
function listeningInodes(table: string, port: number): string[] {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return tryOr("", () => readFileSync(table, "utf8"))
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(hex) && columns[3] === "0A")
    .map((columns) => `socket:[${columns[9]}]`);
}

function lsofListener(port: number): Listener | undefined {
  return tryOr(undefined, () => {
    const found = execFileSync("lsof", ["-nP", "-t", `-iTCP:${port}`, "-sTCP:LISTEN"], { encoding: "utf8" });
    const pid = found.trim().split("\n")[0] ?? "";
    return { pid: Number(pid), command: shorten(execFileSync("ps", ["-o", "args=", "-p", pid], { encoding: "utf8" })) };
  });
}

function shorten(command: string): string {
  const words = command.replaceAll("\0", " ").trim();
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

/** Ignores missing permissions: the port is taken in any case. */
function tryOr<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
