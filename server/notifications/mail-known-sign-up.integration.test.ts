import { expect, it } from "vitest";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { startMailServer } from "./testing/mail-server";

const mail = await startMailServer();

it("A sign-up with a known e-mail gets the answer of a new one, and only its owner is told, once per hour", async () => {
  const work: Promise<void>[] = [];
  const { accounts } = createTestCaller({
    later: (begin) => void work.push(typeof begin === "function" ? begin() : begin),
  });
  const ada = { name: "Ada", email: "known@example.com", password: "correct horse battery" };
  const first = await accounts.signUp(ada);
  expect(work).toEqual([]);
  for (const email of ["known@example.com", " KNOWN@example.com"]) {
    expect(await accounts.signUp({ ...ada, email, name: "Eve", password: "another password" })).toEqual(first);
  }
  await Promise.all(work);
  expect(mail.taken).toMatchObject([{ to: ["known@example.com"] }]);
  const [told] = mail.taken;
  expect(told?.headers["subject"]).toBe("You already have a Parley account");
  expect(told?.content).toContain("/sign-in");
  // The stranger's input must not reach the owner.
  expect(told?.content).not.toMatch(/Eve|another password/);
});
