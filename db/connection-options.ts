/** What the driver needs to know of a database's address. */
export interface ConnectionOptions {
  url: string;
  /** False: a transaction pooler stands between, which prepared statements do not survive. */
  prepare: boolean;
  /** The database's Unix socket, where it is to be reached through that. */
  path?: string;
}

/**
 * Splits what the driver does not know off a database's address: `prepare=false` or `pgbouncer=true` for a transaction
 * pooler, and a folder as the `host`, which is libpq's way to name the Unix socket in it.
 */
export function connectionOptions(address: string): ConnectionOptions {
  const url = new URL(address);
  const { searchParams } = url;
  const pooled = searchParams.get("prepare") === "false" || searchParams.get("pgbouncer") === "true";
  const host = searchParams.get("host");
  for (const name of ["prepare", "pgbouncer", "host"]) searchParams.delete(name);
  const socket = host?.startsWith("/") ? { path: `${host}/.s.PGSQL.${url.port || "5432"}` } : {};
  return { url: url.toString(), prepare: !pooled, ...socket };
}
