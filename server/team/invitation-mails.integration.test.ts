import { expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

await startMailServer();

it("Invitations go to an address only a few times a day, however often they are revoked", async () => {
  const { userId, workspaceId } = await makeWorkspace();
  const { team } = createTestCaller({ userId, workspaceId });
  await setHits({ key: "invitation-mails-to:grace@example.com", windowSeconds: 86_400 }, 4);
  const { id } = await team.invite({ email: "grace@example.com", role: "viewer" });
  await team.revoke({ invitationId: id });
  await expect(team.invite({ email: "grace@example.com", role: "viewer" })).rejects.toThrow("without an address");
  await expect(team.invite({ email: "ada@example.com", role: "viewer" })).resolves.toMatchObject({ isMailed: true });
});

it("Invitations of a workspace are limited by day, and links to pass on by oneself are not", async () => {
  const { userId, workspaceId } = await makeWorkspace();
  const { team } = createTestCaller({ userId, workspaceId });
  await setHits({ key: `invitation-mails-of:${workspaceId}`, windowSeconds: 86_400 }, 100);
  await expect(team.invite({ email: "bob@example.com", role: "viewer" })).rejects.toThrow("100 invitations today");
  await expect(team.invite({ email: null, role: "viewer" })).resolves.toMatchObject({ isMailed: false });
});
