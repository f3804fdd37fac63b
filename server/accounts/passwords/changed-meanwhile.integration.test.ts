import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { accountEvents, accountTokens, users } from "@/db/schema/accounts";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { untilWaiting } from "@/db/testing/until-waiting";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { hashPassword } from "./password";

const password = "correct horse battery";

async function makePerson() {
  const { userId, email } = await makeUser({ passwordHash: await hashPassword(password) });
  await makeMember((await makeWorkspace()).workspaceId, "editor", userId);
  const { accounts } = createTestCaller({ userId });
  const { key } = await accounts.beginTwoFactor();
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  const codeOf = (away: number) => app.generate({ timestamp: Date.now() + away * 30_000 });
  return { userId, email, accounts, codeOf };
}
type Person = Awaited<ReturnType<typeof makePerson>>;

it.each<[string, { before?: (person: Person) => Promise<unknown>; change: (person: Person) => Promise<unknown> }]>([
  [
    "change of the address",
    { change: ({ accounts, userId }) => accounts.changeEmail({ email: `new-${userId}@example.com`, password }) },
  ],
  [
    "turning on of two-factor sign-in",
    { change: ({ accounts, codeOf }) => accounts.confirmTwoFactor({ password, code: codeOf(0) }) },
  ],
  [
    "turning off of two-factor sign-in",
    {
      before: ({ accounts, codeOf }) => accounts.confirmTwoFactor({ password, code: codeOf(0) }),
      change: ({ accounts, codeOf }) => accounts.turnOffTwoFactor({ password, code: codeOf(1) }),
    },
  ],
  ["deletion of the account", { change: ({ accounts }) => accounts.deleteAccount({ password }) }],
])("The %s is refused if the password is replaced after its check", async (_, { before, change }) => {
  const person = await makePerson();
  await before?.(person);
  const stored = () => Promise.all([findUser(person), ...recorded(person)]);
  const next = await hashPassword("mountain river lantern");
  const { changing, was } = await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash: next }).where(eq(users.id, person.userId));
    const was = await stored();
    const outcome = change(person).catch(String);
    await untilWaiting();
    return { changing: outcome, was };
  });
  expect(await changing).toContain("The password has just been changed.");
  expect(await stored()).toEqual(was);
});

async function findUser({ userId }: Person) {
  const { email, totpConfirmedAt } = users;
  return db.select({ email, totpConfirmedAt }).from(users).where(eq(users.id, userId));
}

function recorded({ userId }: Person) {
  return [
    db.$count(accountEvents, eq(accountEvents.userId, userId)),
    db.$count(accountTokens, eq(accountTokens.userId, userId)),
  ];
}
