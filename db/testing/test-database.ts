import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { disconnect } from "./disconnect";
import { setTestEnvironment } from "./test-environment";

/**
 * Setup file of the integration tests: every test file gets its own copy of the migrated database, so that files run in
 * parallel and tests need no clean-up.
 */
const template = new URL(inject("templateDatabaseUrl"));
const name = `test_${randomBytes(6).toString("hex")}`;
const admin = postgres({ ...connection(template), database: "postgres", max: 1, onnotice: () => {} });
await copyTemplate();

const url = new URL(template);
url.pathname = `/${name}`;
setTestEnvironment({
  DATABASE_URL: url.toString(),
  PARLEY_SECRET: "test-secret-test-secret-test-secret-test",
  PARLEY_URL: "http://localhost:3000",
  // Without a key the client refuses to send, and events stay in the outbox. An address where nothing listens would
  // have the same effect, but only after 1.7 s of attempts.
  INNGEST_DEV: "0",
  INNGEST_BASE_URL: "http://127.0.0.1:9",
  INNGEST_SIGNING_KEY: "signkey-test-00",
  PARLEY_EMBEDDED_EXECUTOR: "1",
  PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
});
await disconnect();

afterAll(async () => {
  await disconnect();
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
});

/** Copies fail while another file is copying the same template. */
async function copyTemplate(): Promise<void> {
  await admin`select pg_advisory_lock(1)`;
  await admin.unsafe(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`);
  await admin`select pg_advisory_unlock(1)`;
}

function connection(address: URL) {
  return { host: address.hostname, port: Number(address.port), user: address.username, password: address.password };
}
