import { expect, it } from "vitest";
import { db } from "@/db/client";
import { makeWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { listRecipients } from "./attempt-send";
import { notify } from "./notify";

it("Without a mail server, the settings say so and no e-mail is sent", async () => {
  const { workspaceId, userId } = await makeWorkspace();
  const { notifications } = createTestCaller({ userId });
  expect((await notifications.settings()).mail).toEqual({ sender: null, failure: null });
  await expect(notifications.testMail()).rejects.toThrow("SMTP_URL");
  const [event] = await notify(db, { workspaceId, kind: "person_called", title: "T", body: "" });
  expect(await listRecipients({ workspaceId, notificationId: String(event?.data["notificationId"]) })).toEqual([]);
});
