import { describe, expect, it } from "vitest";
import { connectionOptions } from "./connection-options";

describe("connectionOptions", () => {
  it("prepares statements unless the address is a transaction pooler's", () => {
    expect(connectionOptions("postgres://u:p@db.example/parley")).toMatchObject({ prepare: true });
    expect(connectionOptions("postgres://u:p@db.example/parley?prepare=false")).toMatchObject({ prepare: false });
    expect(connectionOptions("postgres://u:p@db.example/parley?pgbouncer=true")).toMatchObject({ prepare: false });
  });

  it("passes every other parameter to the driver, but not the flags", () => {
    const { url } = connectionOptions("postgres://u:p@db.example/parley?sslmode=require&prepare=false");
    expect(url).toBe("postgres://u:p@db.example/parley?sslmode=require");
  });

  it("reads a folder as the host as the path of its Unix socket", () => {
    expect(connectionOptions("postgres://u:p@localhost:5433/parley?host=/srv/my%20db")).toEqual({
      url: "postgres://u:p@localhost:5433/parley",
      prepare: true,
      path: "/srv/my db/.s.PGSQL.5433",
    });
    expect(connectionOptions("postgres://u:p@localhost/parley?host=/run/postgresql").path).toBe(
      "/run/postgresql/.s.PGSQL.5432",
    );
    expect(connectionOptions("postgres://u:p@localhost/parley").path).toBeUndefined();
  });
});
