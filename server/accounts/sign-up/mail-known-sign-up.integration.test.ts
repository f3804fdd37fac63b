import { expect, it } from "vitest";
import { sendQueuedEmails } from "@/server/emails/testing/send-queued-emails";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { startMailServer } from "@/server/notifications/testing/mail-server";

const mail = await startMailServer();

it("A sign-up with a known e-mail gets the answer of a new one, and its owner is told once per hour", async () => {
  const { later, work } = collectLater();
  const { accounts } = createTestCaller({ later });
  const ada = { name: "Ada", email: "known@example.com", password: "correct horse battery" };
  const first = await accounts.signUp(ada);
  for (const email of ["known@example.com", " KNOWN@example.com"]) {
    expect(await accounts.signUp({ ...ada, email, name: "Eve", password: "another password" })).toEqual(first);
  }
  await work();
  await sendQueuedEmails("known@example.com");
  // Both are queued after the answers, in any order.
  const mails = mail.taken.toSorted((a, b) => (a.headers["subject"] ?? "").localeCompare(b.headers["subject"] ?? ""));
  expect(mails.map(({ to, headers }) => [to, headers["subject"]])).toEqual([
    [["known@example.com"], "Confirm your e-mail address for Parley"],
    [["known@example.com"], "You already have a Parley account"],
  ]);
  const told = mails[1];
  expect(told?.content).toContain("/sign-in");
  // The stranger's input must not reach the owner.
  expect(told?.content).not.toMatch(/Eve|another password/);
});
