import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventEndpoints, events } from "@/db/schema/events";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { eventBody } from "@/server/events/publish/event-body";
import { newId } from "@/server/ids";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { signWebhook } from "@/server/webhooks/sign-webhook";
import { createEndpoint } from "../create-endpoint";
import { endpointForm, endpointsOf } from "../testing/make-endpoint";

let workspace: TestWorkspace;
let editor: Awaited<ReturnType<typeof endpointsOf>>["endpoints"];
let endpoint: Awaited<ReturnType<typeof createEndpoint>>;
let event: { id: string; body: string };
beforeEach(async () => {
  workspace = await makeWorkspace();
  editor = (await endpointsOf("editor", workspace)).endpoints;
  endpoint = await createEndpoint(workspace.ctx, endpointForm());
  event = await addEvent();
});

/** Adds a published event, and returns the body that endpoints get. */
async function addEvent(): Promise<{ id: string; body: string }> {
  const [id, name, payload, position] = [newId("event"), "message_sent" as const, samplePayload("message_sent"), 7];
  await db.insert(events).values({ id, workspaceId: workspace.workspaceId, name, payload, position });
  return { id, body: eventBody({ id, name, payload, position }) };
}

/** Verifies the event as if it was signed with a secret and its body was changed. */
async function verify(secret: string, body = event.body, endpointId = endpoint.id) {
  const signed = signWebhook(event.id, new Date(), event.body, [secret]);
  const headers = Object.entries(signed).map(([name, value]) => ({ name, value }));
  const { findings, ...verdict } = await editor.verify({ endpointId, headers, body });
  return { ...verdict, text: findings.map(({ text }) => text).join("\n") };
}

describe("Verifying a request", () => {
  it("accepts the current secret and, for 24 hours, the previous one", async () => {
    expect(await verify(endpoint.secret)).toMatchObject({ isValid: true });
    const admin = (await endpointsOf("admin", workspace)).endpoints;
    const { secret } = await admin.rotateSecret({ endpointId: endpoint.id, keepPrevious: true });
    expect(await verify(secret)).toMatchObject({ isValid: true });
    expect(await verify(endpoint.secret)).toMatchObject({ isValid: true, text: expect.stringContaining("rotation") });
    await db
      .update(eventEndpoints)
      .set({ previousSecretUntil: new Date(Date.now() - 1000) })
      .where(eq(eventEndpoints.id, endpoint.id));
    expect(await verify(endpoint.secret)).toMatchObject({
      isValid: false,
      text: expect.stringContaining("not been in use since"),
    });
  });

  it("names the other endpoint of the workspace whose secret signed, but none of another workspace", async () => {
    const billing = await createEndpoint(workspace.ctx, endpointForm({ name: "Billing" }));
    expect((await verify(billing.secret)).text).toContain("“Billing”");
    const foreign = await createEndpoint((await makeWorkspace()).ctx, endpointForm({ name: "Foreign" }));
    const verdict = await verify(foreign.secret);
    expect(verdict).toMatchObject({ isValid: false });
    expect(verdict.text).not.toContain("Foreign");
  });

  it("compares the body with the event that was sent", async () => {
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(event.body)).toReversed()));
    expect((await verify(endpoint.secret, reordered)).text).toContain("wrote it again");
    const changed = event.body.replace('"sequence":7', '"sequence":8');
    expect((await verify(endpoint.secret, changed)).text).toContain("payload.sequence");
  });

  it("never returns a secret", async () => {
    const answers = [await verify(endpoint.secret), await verify(endpoint.secret, "{}")];
    expect(JSON.stringify(answers)).not.toContain(endpoint.secret.slice("whsec_".length));
  });

  it("is for editors", async () => {
    for (const role of ["operator", "viewer"] as const) {
      const { endpoints } = await endpointsOf(role, workspace);
      const refused = endpoints.verify({ endpointId: endpoint.id, headers: [], body: "" });
      await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});
