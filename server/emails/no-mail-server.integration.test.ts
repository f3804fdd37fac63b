import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { queueEmail } from "./queue-email";

it("Without a mail server, an e-mail is recorded without its content and nothing is requested", async () => {
  const content = { email: "ada@example.com", url: "https://parley.example/" };
  const { emailId, events } = await queueEmail(db, { template: "password_changed", content, recipient: content.email });
  expect(events).toEqual([]);
  const [row] = await db.select().from(emails).where(eq(emails.id, emailId));
  expect(row).toMatchObject({ status: "no_server", contentSealed: null, checkAt: null });
});

it("Without a mail server, a forgotten password names the command that makes a link", async () => {
  const asked = createTestCaller().accounts.requestPasswordReset({ email: "ada@example.com" });
  await expect(asked).rejects.toThrow("npm run reset-password");
});
