import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const complete = {
  DATABASE_URL: "postgres://localhost/parley",
  PARLEY_SECRET: "x".repeat(32),
  PARLEY_URL: "https://parley.example.com",
  INNGEST_EVENT_KEY: "key",
  INNGEST_SIGNING_KEY: "signkey-prod-00",
};

describe("parseEnv", () => {
  it("accepts a complete environment", () => {
    expect(parseEnv(complete)).toMatchObject({ PARLEY_URL: "https://parley.example.com" });
  });

  it("names all missing variables together", () => {
    const parse = () => parseEnv({});
    for (const name of ["DATABASE_URL", "PARLEY_SECRET", "PARLEY_URL"]) expect(parse).toThrow(`${name}: missing`);
  });

  it("reports what is wrong with a value", () => {
    expect(() => parseEnv({ ...complete, PARLEY_SECRET: "short" })).toThrow("at least 32 characters");
  });

  it("accepts the database's direct address beside a pooler's", () => {
    const parse = (unpooled: string) =>
      parseEnv({ ...complete, DATABASE_URL_UNPOOLED: unpooled }).DATABASE_URL_UNPOOLED;
    expect(parse("")).toBeUndefined();
    expect(parse("postgres://direct/parley")).toBe("postgres://direct/parley");
    expect(() => parse("http://direct/parley")).toThrow("DATABASE_URL_UNPOOLED: must be a postgres:// address");
  });

  it("trusts only Vercel's proxy by default", () => {
    expect(parseEnv(complete).PARLEY_TRUST_PROXY).toBe(0);
    expect(parseEnv({ ...complete, VERCEL: "1" }).PARLEY_TRUST_PROXY).toBe(1);
    expect(parseEnv({ ...complete, VERCEL: "1", PARLEY_TRUST_PROXY: "2" }).PARLEY_TRUST_PROXY).toBe(2);
    for (const wrong of ["yes", "-1", "1.5", "11"]) {
      expect(() => parseEnv({ ...complete, PARLEY_TRUST_PROXY: wrong })).toThrow("the number of proxies");
    }
  });

  it("limits a workspace's files to 1 GB by default", () => {
    expect(parseEnv(complete).PARLEY_FILES_MB_PER_WORKSPACE).toBe(1024);
    expect(parseEnv({ ...complete, PARLEY_FILES_MB_PER_WORKSPACE: "" }).PARLEY_FILES_MB_PER_WORKSPACE).toBe(1024);
    expect(parseEnv({ ...complete, PARLEY_FILES_MB_PER_WORKSPACE: "50" }).PARLEY_FILES_MB_PER_WORKSPACE).toBe(50);
    for (const wrong of ["much", "0", "1.5"]) {
      const parse = () => parseEnv({ ...complete, PARLEY_FILES_MB_PER_WORKSPACE: wrong });
      expect(parse).toThrow("PARLEY_FILES_MB_PER_WORKSPACE: must be a whole number of megabytes, 1 or more");
    }
  });

  it("accepts a bucket for files only with its key", () => {
    const bucket = { S3_BUCKET: "shop", S3_ACCESS_KEY_ID: "AKIA", S3_SECRET_ACCESS_KEY: "secret" };
    expect(parseEnv({ ...complete, ...bucket })).toMatchObject({ ...bucket, S3_REGION: "us-east-1" });
    const parse = (changes: object) => () => parseEnv({ ...complete, ...changes });
    expect(parse({ S3_BUCKET: "shop" })).toThrow("S3_ACCESS_KEY_ID: missing, while other S3_… are set");
    expect(parse({ ...bucket, S3_SECRET_ACCESS_KEY: "" })).toThrow("S3_SECRET_ACCESS_KEY: missing, while other");
    expect(parse({ ...bucket, S3_ENDPOINT: "storage" })).toThrow("S3_ENDPOINT: must be an address");
  });

  it("requires Inngest's keys or a development server", () => {
    const { INNGEST_EVENT_KEY: _key, ...keyless } = complete;
    expect(() => parseEnv(keyless)).toThrow("INNGEST_EVENT_KEY");
    expect(() => parseEnv({ ...keyless, INNGEST_DEV: "1" })).not.toThrow();
  });

  it("accepts a mail server only with the sender's address", () => {
    const mail = { SMTP_URL: "smtp://user:p%40ss@mail.example.com:587", SMTP_FROM: "Parley <parley@example.com>" };
    expect(parseEnv({ ...complete, ...mail })).toMatchObject(mail);
    expect(() => parseEnv({ ...complete, SMTP_URL: mail.SMTP_URL })).toThrow("SMTP_FROM: missing");
    for (const wrong of ["mail.example.com", "https://mail.example.com", "smtp://user:s3cret@"]) {
      const parse = () => parseEnv({ ...complete, ...mail, SMTP_URL: wrong });
      expect(parse).toThrow("SMTP_URL: must be smtp://user:password@host:587");
      expect(parse).not.toThrow("s3cret");
    }
    for (const wrong of ["Parley", "a@example.com\r\nBcc: b@example.com", "a@b, c@d"]) {
      expect(() => parseEnv({ ...complete, ...mail, SMTP_FROM: wrong })).toThrow("SMTP_FROM: must be an e-mail");
    }
  });

  it("derives the public address on Vercel", () => {
    const { PARLEY_URL: _url, ...rest } = complete;
    expect(parseEnv({ ...rest, VERCEL_PROJECT_PRODUCTION_URL: "p.example.com" }).PARLEY_URL).toBe(
      "https://p.example.com",
    );
  });
});
