import { eq, like, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, rateLimitWindows, users, workspaces } from "@/db/schema/accounts";
import { newId } from "@/server/ids";
import { captureLog } from "@/server/log/testing/capture-log";
import { makeUser } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import {
  SIGN_INS_PER_ADDRESS,
  SIGN_INS_PER_EMAIL,
  SIGN_INS_PER_EMAIL_AND_ADDRESS,
  SIGN_INS_PER_KNOWN_DEVICE,
  SIGN_INS_PER_KNOWN_DEVICES,
} from "../limits/account-limits";
import { authorizePassword } from "../passwords/authorize-password";
import { signUp } from "./sign-up";
import { signUpInput } from "./sign-up-input";
import { verifyCredentials } from "../passwords/verify-credentials";

const ada = (email: string, password = "correct horse battery") =>
  signUpInput.parse({ email, name: " Ada ", password });
/** With the minutes to wait. */
const TOO_MANY = /TooManyTries-\d+$/;
const nowhere = new Headers();
const from = (address: string) => new Headers({ "x-forwarded-for": address });

async function accountsOf(email: string) {
  return db
    .select({ user: users, workspace: workspaces, role: memberships.role })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(users.email, email));
}

describe("signUp", () => {
  it("creates a user with a workspace, and stores no readable password", async () => {
    expect(await signUp(ada(" Ada@Example.COM "))).toEqual({ ok: true });
    const [account, ...others] = await accountsOf("ada@example.com");
    expect(others).toEqual([]);
    expect(account).toMatchObject({ user: { name: "Ada" }, workspace: { name: "Ada's workspace" }, role: "owner" });
    expect(account?.user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(account)).not.toContain("correct horse");
  });

  it("returns the same result if the e-mail is taken, and changes nothing", async () => {
    const first = await signUp(ada("twice@example.com"));
    const before = await accountsOf("twice@example.com");
    expect(await signUp(ada("TWICE@example.com", "another password"))).toEqual(first);
    expect(await accountsOf("twice@example.com")).toEqual(before);
    expect(await verifyCredentials({ email: "twice@example.com", password: "another password" })).toBeNull();
  });

  it("creates one account and one workspace for ten concurrent sign-ups", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUp(ada("rush@example.com"))));
    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ ok: true })));
    expect(await accountsOf("rush@example.com")).toHaveLength(1);
    const named = await db.select().from(workspaces).where(eq(workspaces.name, "Ada's workspace"));
    expect(named).toHaveLength(3);
  });

  it("reports a taken e-mail to the product only, which tells its owner", async () => {
    let taken = 0;
    const count = () => void (taken += 1);
    await signUp(ada("told@example.com"), { onTaken: count });
    expect(taken).toBe(0);
    await signUp(ada("Told@example.com", "another password"), { onTaken: count });
    expect(taken).toBe(1);
  });

  it.each(["password12", "          ", "qwertyuiop"])("refuses the weak password %j", async (password) => {
    const email = `${newId("user")}@example.com`;
    await expect(signUp(ada(email, password))).rejects.toMatchObject({
      code: "invalid",
      details: [{ path: ["password"] }],
    });
    expect(await accountsOf(email)).toEqual([]);
  });

  it.each([
    [{ email: "ada", name: "Ada", password: "correct horse" }, "email"],
    [{ email: `${"a".repeat(250)}@example.com`, name: "Ada", password: "correct horse" }, "email"],
    [{ email: "ada@example.com", name: "  ", password: "correct horse" }, "name"],
    [{ email: "ada@example.com", name: "Ada", password: "nine char" }, "password"],
    [{ email: "ada@example.com", name: "Ada", password: "x".repeat(201) }, "password"],
    [{ email: "ada@example.com", name: "Ada", password: " ADA@example.com" }, "password"],
  ])("refuses %j at the field %s", (input, field) => {
    expect(signUpInput.safeParse(input).error?.issues.map((issue) => issue.path)).toEqual([[field]]);
  });
});

describe("An e-mail address in any script", () => {
  it("signs up once, however it is written", async () => {
    for (const email of ["info@дом.рф", "INFO@ДОМ.РФ", "info@xn--d1aqf.xn--p1ai"]) await signUp(ada(email));
    expect(await accountsOf("info@xn--d1aqf.xn--p1ai")).toHaveLength(1);
    expect(
      await verifyCredentials({ email: ada("info@Дом.рф").email, password: "correct horse battery" }),
    ).not.toBeNull();
  });
});

describe("verifyCredentials", () => {
  it("returns the user for the right password only", async () => {
    await signUp(ada("owner@example.com"));
    const [account] = await accountsOf("owner@example.com");
    const email = "owner@example.com";
    const { id, passwordHash } = account?.user ?? {};
    expect(await verifyCredentials({ email, password: "correct horse battery" })).toEqual({ id, passwordHash });
    expect(await verifyCredentials({ email, password: "Correct horse battery" })).toBeNull();
    expect(await verifyCredentials({ email: "nobody@example.com", password: "correct horse battery" })).toBeNull();
  });

  it("accepts no password for an account without one", async () => {
    const { email } = await makeUser();
    expect(await verifyCredentials({ email, password: "correct horse battery" })).toBeNull();
  });
});

describe("authorizePassword", () => {
  it("accepts the e-mail as people type it", async () => {
    await signUp(ada("typed@example.com"));
    const given = { email: " Typed@Example.com", password: "correct horse battery", csrfToken: "…" };
    expect(await authorizePassword(given, nowhere)).toMatchObject({ id: expect.stringMatching(/^usr_/) });
  });

  it.each([undefined, {}, { email: "typed@example.com" }, { email: "typed@example.com", password: "x".repeat(201) }])(
    "returns null for %j",
    async (given) => expect(await authorizePassword(given, nowhere)).toBeNull(),
  );

  it("limits the attempts for an e-mail from one address, even with the right password", async () => {
    await signUp(ada("guessed@example.com"));
    const stranger = from("203.0.113.7");
    const { limit, windowSeconds } = SIGN_INS_PER_EMAIL_AND_ADDRESS;
    await setHits({ key: "sign-in:email:guessed@example.com:203.0.113.7", windowSeconds }, limit - 1);
    expect(await authorizePassword({ email: "guessed@example.com", password: "a guess" }, stranger)).toBeNull();
    const right = { email: "Guessed@example.com", password: "correct horse battery" };
    await expect(authorizePassword(right, stranger)).rejects.toThrow(TOO_MANY);
    // The owner signs in from another address.
    expect(await authorizePassword(right, from("198.51.100.9"))).toMatchObject({ id: expect.stringMatching(/^usr_/) });
  });

  it("limits the attempts for an e-mail from all addresses together", async () => {
    const { limit, windowSeconds } = SIGN_INS_PER_EMAIL;
    await setHits({ key: "sign-in:email:wanted@example.com", windowSeconds }, limit - 10);
    const places = Array.from({ length: 12 }, (_, n) => from(`203.0.114.${n}`));
    const tries = places.map((headers) =>
      authorizePassword({ email: "wanted@example.com", password: "a guess" }, headers).catch(String),
    );
    const refused = (await Promise.all(tries)).filter((outcome) => outcome !== null);
    expect(refused).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(TOO_MANY)));
  });

  it("does not count attempts with the right password", async () => {
    await signUp(ada("often@example.com"));
    const right = { email: "often@example.com", password: "correct horse battery" };
    for (let n = 0; n < SIGN_INS_PER_EMAIL_AND_ADDRESS.limit + 2; n++) {
      expect(await authorizePassword(right, from("203.0.113.60"))).toMatchObject({
        id: expect.stringMatching(/^usr_/),
      });
    }
    const counted = await db.select().from(rateLimitWindows).where(like(rateLimitWindows.key, "%often@example.com%"));
    expect(counted.map(({ hits }) => hits)).toEqual([0, 0]);
  });

  it("allows a known device to sign in after strangers used up the limit, and counts its attempts separately", async () => {
    await signUp(ada("kept@example.com"));
    const right = { email: "kept@example.com", password: "correct horse battery" };
    let cookie = "";
    await authorizePassword(right, from("198.51.100.20"), (header) => {
      cookie = header.split(";")[0] ?? "";
    });
    await setHits({ key: "sign-in:email:kept@example.com", ...SIGN_INS_PER_EMAIL }, SIGN_INS_PER_EMAIL.limit);
    const device = new Headers({ "x-forwarded-for": "198.51.100.21", cookie });
    await expect(authorizePassword(right, from("198.51.100.20"))).rejects.toThrow(TOO_MANY);
    expect(await authorizePassword(right, device)).toMatchObject({ id: expect.stringMatching(/^usr_/) });
    const { limit, windowSeconds } = SIGN_INS_PER_KNOWN_DEVICE;
    const [counted] = await db
      .select()
      .from(rateLimitWindows)
      .where(like(rateLimitWindows.key, "sign-in:device:%:kept@example.com"));
    await setHits({ key: counted?.key ?? "", windowSeconds }, limit - 1);
    expect(await authorizePassword({ ...right, password: "a guess" }, device)).toBeNull();
    await expect(authorizePassword(right, device)).rejects.toThrow(TOO_MANY);
  });

  it("limits the attempts of all known devices together", async () => {
    await signUp(ada("minted@example.com"));
    const right = { email: "minted@example.com", password: "correct horse battery" };
    let cookie = "";
    await authorizePassword(right, nowhere, (header) => {
      cookie = header.split(";")[0] ?? "";
    });
    const device = new Headers({ cookie });
    const { limit, windowSeconds } = SIGN_INS_PER_KNOWN_DEVICES;
    await setHits({ key: "sign-in:devices:minted@example.com", windowSeconds }, limit - 1);
    expect(await authorizePassword({ ...right, password: "a guess" }, device)).toBeNull();
    await expect(authorizePassword(right, device)).rejects.toThrow(TOO_MANY);
  });

  it("limits the attempts from an address", async () => {
    const headers = from("203.0.113.50");
    const { limit, windowSeconds } = SIGN_INS_PER_ADDRESS;
    await setHits({ key: "sign-in:address:203.0.113.50", windowSeconds }, limit - 10);
    const tries = Array.from({ length: 13 }, (_, n) =>
      authorizePassword({ email: `someone-${n}@example.com`, password: "a guess" }, headers).catch(String),
    );
    const refused = (await Promise.all(tries)).filter((outcome) => outcome !== null);
    expect(refused).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(TOO_MANY)));
  });

  it("reports an internal failure with nothing but a code", async () => {
    const log = captureLog();
    await db.execute(sql`alter table users rename to users_away`);
    const given = { email: "away@example.com", password: "correct horse battery" };
    await expect(authorizePassword(given, nowhere)).rejects.toThrow(/^SignInFailed$/);
    await db.execute(sql`alter table users_away rename to users`);
    const logged = log.text();
    log.stop();
    expect(logged).toMatch(/^req_\S+ sign-in: Failed query/);
    expect(logged).not.toMatch(/away@example|correct horse/);
  });
});
