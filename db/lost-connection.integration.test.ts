import net from "node:net";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, expect, it } from "vitest";

/** Tests the patch of the database driver (patches/) for broken connections. */

const admin = postgres(address().href, { max: 1 });
const pools: postgres.Sql[] = [admin];
afterEach(async () => {
  await Promise.all(pools.splice(1).map((sql) => sql.end({ timeout: 1 })));
});

it("A connection that broke with an unwritten statement sends the next statement after it reconnects", async () => {
  let socket = new net.Socket();
  const sql = pool({
    max: 1,
    socket: async () => {
      socket = net.connect(Number(address().port), address().hostname);
      await once(socket, "connect");
      return socket;
    },
  });
  await sql`select 1`;
  socket.destroy();
  // Send the statement between the end of the socket and its close event; it waits in the driver's buffer.
  await setImmediate();
  await expect(sql`select 2`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  expect(await sql`select 3 as n`).toMatchObject([{ n: 3 }]);
});

it("A statement of a transaction whose connection was lost fails, and does not run outside of the transaction", async () => {
  const sql = pool({ max: 1 });
  await sql`create table kept (n int)`;
  const outcomes: unknown[] = [];
  const transaction = sql.begin(async (tx) => {
    await tx`insert into kept values (1)`;
    await terminate(tx);
    // Make the pool reconnect, so that the transaction's connection object has a live socket.
    await sql`select 1`;
    outcomes.push(await tx`insert into kept values (2)`.catch((error: unknown) => error));
  });
  await expect(transaction).rejects.toThrow(/CONNECTION_CLOSED|terminating connection/);
  await expect.poll(() => outcomes).toMatchObject([{ code: "CONNECTION_CLOSED" }]);
  expect(await sql`select n from kept`).toEqual([]);
});

it("A reserved connection that was lost refuses further statements, and its release leaves the pool usable", async () => {
  const sql = pool({ max: 1 });
  const reserved = await sql.reserve();
  await terminate(reserved);
  await expect(reserved`select 1`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await expect(reserved`select 2`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  reserved.release();
  expect(await sql`select 3 as n`).toMatchObject([{ n: 3 }]);
});

it("A pool that lost its connection during a statement can be ended", async () => {
  const sql = pool({ max: 1 });
  await terminate(sql);
  expect(await sql.end()).toBeUndefined();
});

function address(): URL {
  return new URL(process.env["DATABASE_URL"] ?? "");
}

function pool(options: postgres.Options<Record<string, never>> & { socket?: () => Promise<net.Socket> }): postgres.Sql {
  const sql = postgres(address().href, { onnotice: () => {}, ...options });
  pools.push(sql);
  return sql;
}

/** Ends the connection on the server's side while it runs a statement. */
async function terminate(connection: postgres.ISql): Promise<void> {
  const [session] = await connection<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const running = connection`select pg_sleep(30)`.catch(() => undefined);
  await expect
    .poll(() => admin`select 1 from pg_stat_activity where pid = ${session?.pid ?? 0} and query like '%pg_sleep%'`)
    .toHaveLength(1);
  await admin`select pg_terminate_backend(${session?.pid ?? 0})`;
  await running;
}
