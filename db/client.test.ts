import { describe, expect, it } from "vitest";
import { connectionOptions } from "./client";

describe("connectionOptions", () => {
  it("prepares statements unless a transaction pooler stands between", () => {
    expect(connectionOptions("postgres://u:p@db.example/parley")).toMatchObject({ prepare: true });
    expect(connectionOptions("postgres://u:p@db.example/parley?prepare=false")).toMatchObject({ prepare: false });
    expect(connectionOptions("postgres://u:p@db.example/parley?pgbouncer=true")).toMatchObject({ prepare: false });
  });

  it("hands the driver every other parameter, and not the flags", () => {
    const { url } = connectionOptions("postgres://u:p@db.example/parley?sslmode=require&prepare=false");
    expect(url).toBe("postgres://u:p@db.example/parley?sslmode=require");
  });
});
