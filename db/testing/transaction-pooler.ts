import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A pooler like pgbouncer with `pool_mode = transaction`. */
export interface TransactionPooler {
  /** The database's address through the pooler, with `prepare=false`. */
  url: string;
  stop(): Promise<void>;
}

/** Small, so that clients share server connections. */
const POOL_SIZE = 3;

/**
 * Starts a pooler in front of a database. A client has a server connection only for the duration of a transaction, so
 * session state (LISTEN, prepared statements, session locks) is lost between two transactions.
 */
export async function startTransactionPooler(databaseUrl: string): Promise<TransactionPooler> {
  const target = new URL(databaseUrl);
  const pool = new Pool();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    socket.setNoDelay(true);
    sockets.add(socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket)));
    return socket;
  };
  const listener = createServer((socket) => {
    const server = keep(connect(Number(target.port), target.hostname));
    signIn(keep(socket), server, () => {
      pool.add(new ServerConnection(server));
      serveClient(socket, pool);
    });
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("The pooler has no port.");
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  url.searchParams.set("prepare", "false");
  return {
    url: url.toString(),
    async stop() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** Relays a client's sign-in on a separate server connection, until the server is ready for a query. */
function signIn(client: Socket, server: Socket, onReady: () => void): void {
  const toServer = (data: Buffer) => server.write(data);
  const reader = new MessageReader();
  const toClient = (data: Buffer) => {
    client.write(data);
    if (!reader.read(data).some(({ type }) => type === READY)) return;
    client.off("data", toServer).off("close", closeServer);
    server.off("data", toClient).off("close", closeClient);
    onReady();
  };
  const closeServer = () => server.destroy();
  const closeClient = () => client.destroy();
  client.on("data", toServer).on("close", closeServer);
  server.on("data", toClient).on("close", closeClient);
}

const [READY, SYNC, QUERY, TERMINATE] = ["Z", "S", "Q", "X"];

interface Message {
  type: string;
  bytes: Buffer;
}

/** Splits a stream into PostgreSQL's messages: a type, a length, and the rest. */
class MessageReader {
  private pending = Buffer.alloc(0);

  read(data: Buffer): Message[] {
    this.pending = Buffer.concat([this.pending, data]);
    const messages: Message[] = [];
    while (this.pending.length >= 5) {
      const length = this.pending.readUInt32BE(1) + 1;
      if (this.pending.length < length) break;
      messages.push({ type: String.fromCharCode(this.pending[0] ?? 0), bytes: this.pending.subarray(0, length) });
      this.pending = this.pending.subarray(length);
    }
    return messages;
  }
}

/** A connection to the database, which serves one client for the duration of a transaction. */
class ServerConnection {
  readonly socket: Socket;
  private client: Socket | null = null;
  private unanswered = 0;
  private onFree = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    const reader = new MessageReader();
    socket.on("data", (data: Buffer) => reader.read(data).forEach((message) => this.answer(message)));
  }

  serve(client: Socket, onFree: () => void): void {
    this.client = client;
    this.onFree = onFree;
  }

  send({ type, bytes }: Message): void {
    if (type === SYNC || type === QUERY) this.unanswered += 1;
    this.socket.write(bytes);
  }

  private answer({ type, bytes }: Message): void {
    this.client?.write(bytes);
    if (type !== READY) return;
    this.unanswered -= 1;
    const isIdle = String.fromCharCode(bytes[5] ?? 0) === "I";
    if (this.unanswered > 0 || !isIdle) return;
    this.client = null;
    this.onFree();
  }
}

/** Hands connections out in rotation, so that a client seldom gets the same one twice. */
class Pool {
  private idle: ServerConnection[] = [];
  private readonly waiting: ((connection: ServerConnection) => void)[] = [];
  private size = 0;

  add(connection: ServerConnection): void {
    if (this.size >= POOL_SIZE) return void connection.socket.end();
    this.size += 1;
    connection.socket.on("close", () => {
      this.size -= 1;
      this.idle = this.idle.filter((other) => other !== connection);
    });
    this.release(connection);
  }

  take(onTaken: (connection: ServerConnection) => void): void {
    const free = this.idle.shift();
    if (free) onTaken(free);
    else this.waiting.push(onTaken);
  }

  release(connection: ServerConnection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }
}

/** Sends each transaction of a client to the next free server connection. */
function serveClient(client: Socket, pool: Pool): void {
  const reader = new MessageReader();
  let queued: Message[] = [];
  let server: ServerConnection | null = null;
  let isTaking = false;
  const take = () => {
    isTaking = true;
    pool.take((taken) => {
      isTaking = false;
      server = taken;
      taken.serve(client, () => {
        server = null;
        pool.release(taken);
      });
      queued.forEach((message) => taken.send(message));
      queued = [];
    });
  };
  const forward = (message: Message) => {
    if (message.type === TERMINATE) client.end();
    else if (server) server.send(message);
    else {
      queued.push(message);
      if (!isTaking) take();
    }
  };
  client.on("data", (data: Buffer) => reader.read(data).forEach(forward));
  // Do not give a transaction that its client left open to another client.
  client.on("close", () => server?.socket.destroy());
}
