import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { platform } from "node:os";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DatabaseUser, databaseUser, identity } from "./database-user.ts";
import { installedBinaries, runnableBinaries } from "./runnable-binaries.ts";
import { makeCluster } from "./make-cluster.ts";

export interface EmbeddedPostgres {
  /** The connection string of the `parley` database. */
  url: string;
  /** The same database through its Unix socket, which is faster than TCP; equals `url` if there is no socket. */
  localUrl: string;
  /** The server process's id. */
  pid: number;
  /** Resolves with the reason if the server ends unexpectedly. */
  died: Promise<string>;
  /** Fast shutdown: open transactions are rolled back, committed work is on disk. */
  stop(): Promise<void>;
}

interface Options {
  /**
   * The folder of the cluster, created and initialised if missing. Its password, and copies of PostgreSQL's programs if
   * needed, go into the parent folder.
   */
  dir: string;
  /** Whether commits wait for the disk; false only for throw-away databases. */
  durable: boolean;
}

/**
 * Starts the PostgreSQL that npm installed, on a free port of 127.0.0.1. First shuts down a server that an earlier,
 * killed start left on the same folder; a stale postmaster.pid is handled.
 * @throws Error with the cause and the remedy (disk full, unreadable folder, wrong version).
 */
export async function startEmbeddedPostgres({ dir, durable }: Options): Promise<EmbeddedPostgres> {
  await stopLeftover(dir);
  const user = databaseUser(dir);
  const { password, program } = await makeReady(dir, user).catch((error: unknown) => {
    throw new Error(explain(error instanceof Error ? error.message : String(error), dir), { cause: error });
  });
  removeOldSockets(dir);
  const port = await freePort();
  const socketDir = fitsSockets(dir) ? dir : null;
  const server = await spawnServer({ program, user, dir, port, durable, socketDir }).catch((error: unknown) => {
    if (socketDir === null || !(error instanceof Error) || !error.message.includes(NO_SOCKET)) throw error;
    return spawnServer({ program, user, dir, port, durable, socketDir: null });
  });
  await createDatabase(port, password);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/parley`;
  return {
    url,
    localUrl: server.hasSocket ? `${url}?host=${encodeURIComponent(dir)}` : url,
    pid: server.process.pid ?? 0,
    died: server.died,
    stop: () => stopServer(server.process),
  };
}

async function makeReady(dir: string, user: DatabaseUser | undefined) {
  const { initdb, postgres } = runnableBinaries(await installedBinaries(), path.dirname(dir), user);
  return { password: await makeCluster({ dir, initdb, user }), program: postgres };
}

/** After kill -9 of the product its server may still run, or its pid file may contain a process id that is gone. */
async function stopLeftover(dir: string): Promise<void> {
  const pidFile = path.join(dir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isPostgresOf(pid, dir)) return rmSync(pidFile, { force: true });
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (!existsSync(pidFile)) return;
    await sleep(50);
  }
  throw new Error(`A PostgreSQL (process ${pid}) still uses ${dir} and does not stop. End it, then start again.`);
}

function isPostgresOf(pid: number, dir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return commandLineOf(pid).includes(dir);
  } catch {
    return false;
  }
}

/** Reads /proc where it exists: small containers have no `ps`. */
function commandLineOf(pid: number): string {
  if (platform() === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** The longest socket path that all systems accept. */
const MAX_SOCKET_PATH = 103;

/** The setting is a list of folders, separated by commas. */
function fitsSockets(dir: string): boolean {
  return (
    platform() !== "win32" &&
    path.isAbsolute(dir) &&
    !/[",]/.test(dir) &&
    Buffer.byteLength(path.join(dir, ".s.PGSQL.65535")) <= MAX_SOCKET_PATH
  );
}

/** A killed server leaves its socket behind, under a port that later servers do not use. */
function removeOldSockets(dir: string): void {
  for (const name of readdirSync(dir)) if (name.startsWith(".s.PGSQL.")) rmSync(path.join(dir, name), { force: true });
}

/** PostgreSQL's message if the file system has no sockets, as with some shared folders. */
const NO_SOCKET = "could not create any Unix-domain sockets";

interface Spawned {
  program: string;
  user: DatabaseUser | undefined;
  dir: string;
  port: number;
  durable: boolean;
  socketDir: string | null;
}

async function spawnServer({ program, user, dir, port, durable, socketDir }: Spawned) {
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${socketDir ?? ""}`,
    "max_connections=120",
    "shared_buffers=256MB",
    "wal_compression=on",
    "max_wal_size=2GB",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  // Detached, so that Ctrl-C in the terminal reaches only the supervisor, which stops the database last.
  const child = spawn(program, ["-D", dir, "-p", String(port), ...settings.flatMap((s) => ["-c", s])], {
    ...identity(user),
    // The user may have no access to the folder of this process.
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const ready = Promise.withResolvers<void>();
  const died = Promise.withResolvers<string>();
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    log = (log + chunk).slice(-4000);
    if (log.includes("database system is ready to accept connections")) ready.resolve();
  });
  child.on("error", (error) => ready.reject(new Error(explain(error.message, dir))));
  child.on("close", () => {
    ready.reject(new Error(explain(log, dir)));
    died.resolve(explain(log, dir));
  });
  await ready.promise;
  return { process: child, died: died.promise, hasSocket: socketDir !== null };
}

async function createDatabase(port: number, password: string): Promise<void> {
  const { default: postgres } = await import("postgres");
  const sql = postgres({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres", max: 1 });
  try {
    const found = await sql`select 1 from pg_database where datname = 'parley'`;
    if (found.length === 0) await sql`create database parley`;
  } finally {
    await sql.end();
  }
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.kill("SIGINT");
  await closed;
}

function explain(detail: string, dir: string): string {
  const tail = detail.trim().split("\n").slice(-3).join("\n");
  if (/No space left|ENOSPC/i.test(detail))
    return `The disk that holds ${dir} is full. Free some space, then start again.\n${tail}`;
  if (/EACCES|Permission denied/i.test(detail))
    return `PostgreSQL may not read or write ${dir}. Started as root it runs as another user, which must be able to enter every folder above: set PARLEY_DATA_DIR to such a folder, or start as an ordinary user.\n${tail}`;
  if (/incompatible with server/i.test(detail))
    return `${dir} was made by another version of PostgreSQL. Move it away to start empty, or start with the version that made it.\n${tail}`;
  return `PostgreSQL did not start on ${dir}.\n${tail}`;
}
