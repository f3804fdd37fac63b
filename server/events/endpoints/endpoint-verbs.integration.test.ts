import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { eventEndpoints, events } from "@/db/schema/events";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { roles } from "@/server/roles";
import { openSecret } from "@/server/secrets/secret-box";
import { endpointForm, endpointsOf } from "./testing/make-endpoint";

let workspace: TestWorkspace;
let endpoints: Awaited<ReturnType<typeof endpointsOf>>["endpoints"];
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ endpoints } = await endpointsOf("admin", workspace));
});

async function rowOf(endpointId: string) {
  const [row] = await db.select().from(eventEndpoints).where(eq(eventEndpoints.id, endpointId));
  if (!row) throw new Error("The endpoint is gone.");
  return row;
}

async function eventsSince(): Promise<Date | null> {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.id, workspace.workspaceId));
  return row?.eventsSince ?? null;
}

/** Saves the endpoint as its form has it after some changes. */
async function change(endpointId: string, changes: Partial<ReturnType<typeof endpointForm>>) {
  const { version, name, url, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond } =
    await endpoints.get({ endpointId });
  const endpoint = { name, url, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond, ...changes };
  return endpoints.update({ endpointId, basedOn: version, endpoint });
}

describe("An endpoint of event webhooks", () => {
  it("is created with a secret that is returned only then", async () => {
    const { id, secret } = await endpoints.create(endpointForm());
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32,}=*$/);
    expect(openSecret((await rowOf(id)).secretSealed)).toBe(secret);
    const answers = JSON.stringify([await endpoints.get({ endpointId: id }), await endpoints.list()]);
    expect(answers).not.toContain(secret);
    expect(answers).not.toContain("sealed");
  });

  it("starts the recording of events with the workspace's first endpoint", async () => {
    expect(await eventsSince()).toBeNull();
    await endpoints.create(endpointForm());
    const since = await eventsSince();
    expect(since).not.toBeNull();
    await endpoints.create(endpointForm({ name: "Second" }));
    expect(await eventsSince()).toEqual(since);
  });

  it("shows every value of its address's query masked", async () => {
    const { id } = await endpoints.create(endpointForm());
    const shown = "https://crm.example.com/hooks/parley?key=•••&tenant=•••";
    expect((await endpoints.get({ endpointId: id })).url).toBe(shown);
    expect((await endpoints.list())[0]?.url).toBe(shown);
    const { urlShown, urlSealed } = await rowOf(id);
    expect(urlShown).toBe(shown);
    expect(urlSealed).not.toContain("query-secret-1");
    expect(openSecret(urlSealed)).toBe(endpointForm().url);
  });

  it("keeps the hidden values of its address when the form is saved", async () => {
    const { id } = await endpoints.create(endpointForm());
    await change(id, { name: "CRM 2" });
    expect(openSecret((await rowOf(id)).urlSealed)).toBe(endpointForm().url);
    await change(id, { url: "https://crm.example.com/v2?tenant=new&key=•••" });
    expect(openSecret((await rowOf(id)).urlSealed)).toBe("https://crm.example.com/v2?tenant=new&key=query-secret-1");
    await expect(change(id, { url: "https://evil.example/?key=•••" })).rejects.toThrow("hidden one");
    await expect(endpoints.create(endpointForm({ url: "https://crm.example.com/?key=•••" }))).rejects.toThrow(
      "real values",
    );
  });

  it("keeps secret headers sealed, and never sends them to another server", async () => {
    const headers = [
      { name: "X-Tenant", value: "acme", isSecret: false },
      { name: "Authorization", value: "Bearer header-secret", isSecret: false },
      { name: "X-Own", value: "own-secret", isSecret: true },
    ];
    const { id } = await endpoints.create(endpointForm({ headers }));
    const hidden = [
      { name: "X-Tenant", value: "acme", isSecret: false },
      { name: "Authorization", value: null, isSecret: true },
      { name: "X-Own", value: null, isSecret: true },
    ];
    expect((await endpoints.get({ endpointId: id })).headers).toEqual(hidden);
    await change(id, { name: "CRM 2" });
    const stored = (await rowOf(id)).headers;
    expect(JSON.stringify(stored)).not.toMatch(/header-secret|own-secret/);
    expect(openSecret(stored[1]?.value ?? "")).toBe("Bearer header-secret");
    const refused = change(id, { url: "https://other.example/hook" });
    await expect(refused).rejects.toMatchObject({
      cause: { details: [{ path: ["headers", 1, "value"], message: expect.stringContaining("another server") }] },
    });
  });

  it("is not overwritten by a form that was opened before another change", async () => {
    const { id } = await endpoints.create(endpointForm());
    const { version } = await endpoints.get({ endpointId: id });
    const save = (name: string) =>
      endpoints.update({ endpointId: id, basedOn: version, endpoint: endpointForm({ name }) });
    const results = await Promise.allSettled([save("One"), save("Two")]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(save("Three")).rejects.toMatchObject({ code: "CONFLICT" });
    expect(["One", "Two"]).toContain((await rowOf(id)).name);
  });

  it("is one of at most 50, also when two members add one together", async () => {
    const { urlShown, ...values } = await rowOf((await endpoints.create(endpointForm())).id);
    await db
      .insert(eventEndpoints)
      .values(
        Array.from({ length: 48 }, (_, i) => ({ ...values, urlShown, id: `end_copy_${workspace.workspaceId}_${i}` })),
      );
    const added = await Promise.allSettled([endpoints.create(endpointForm()), endpoints.create(endpointForm())]);
    expect(added.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(endpoints.create(endpointForm())).rejects.toThrow("at most 50 endpoints");
  });

  it("is deleted with its log", async () => {
    const { id } = await endpoints.create(endpointForm());
    await endpoints.delete({ endpointId: id });
    expect(await endpoints.list()).toEqual([]);
    await expect(endpoints.delete({ endpointId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("Turning an endpoint off and on", () => {
  it("names who turned it off, and forgets failures when it is on again", async () => {
    const { id } = await endpoints.create(endpointForm());
    await endpoints.setEnabled({ endpointId: id, enabled: false });
    expect((await endpoints.get({ endpointId: id })).state).toEqual({
      kind: "off",
      reason: "member",
      at: expect.any(String),
    });
    const failed = { failuresInARow: 12, failingSince: new Date(), probeAt: new Date(), noticed: 50 };
    await db
      .update(eventEndpoints)
      .set({ ...failed, disabledReason: "failing" })
      .where(eq(eventEndpoints.id, id));
    expect((await endpoints.get({ endpointId: id })).state).toMatchObject({ kind: "off", reason: "failing" });
    await endpoints.setEnabled({ endpointId: id, enabled: true });
    expect((await endpoints.get({ endpointId: id })).state).toEqual({ kind: "on" });
    expect(await rowOf(id)).toMatchObject({
      failuresInARow: 0,
      failingSince: null,
      probeAt: null,
      noticed: 0,
      disabledReason: null,
      disabledAt: null,
    });
  });

  it("records an event once when a member turns it off, and wakes its deliveries when it is on again", async () => {
    const { sent } = await startEventEndpoint();
    const { id } = await endpoints.create(endpointForm());
    for (const enabled of [false, false, true]) await endpoints.setEnabled({ endpointId: id, enabled });
    const recorded = await db.select().from(events).where(eq(events.workspaceId, workspace.workspaceId));
    expect(recorded).toMatchObject([
      {
        name: "endpoint_disabled",
        payload: { endpoint_id: id, reason: "member", endpoint_url: expect.stringContaining("key=•••") },
      },
    ]);
    await expect
      .poll(() => sent)
      .toContainEqual(
        expect.objectContaining({ name: "events/delivery.due", data: expect.objectContaining({ endpointId: id }) }),
      );
  });

  it("keeps the reason of an endpoint that is off already", async () => {
    const { id } = await endpoints.create(endpointForm());
    await db.update(eventEndpoints).set({ enabled: false, disabledReason: "gone" }).where(eq(eventEndpoints.id, id));
    await endpoints.setEnabled({ endpointId: id, enabled: false });
    expect((await rowOf(id)).disabledReason).toBe("gone");
  });

  it("shows an open circuit with the time of its next probe", async () => {
    const { id } = await endpoints.create(endpointForm());
    const since = new Date("2026-01-02T03:04:05.000Z");
    await db
      .update(eventEndpoints)
      .set({ failuresInARow: 10, failingSince: since, probeAt: since })
      .where(eq(eventEndpoints.id, id));
    const at = since.toISOString();
    const [listed] = await endpoints.list();
    expect(listed?.state).toEqual({ kind: "circuit_open", since: at, failuresInARow: 10, probeAt: at });
  });
});

describe("Rotating an endpoint's secret", () => {
  it("keeps the previous secret for 24 hours", async () => {
    const { id, secret: first } = await endpoints.create(endpointForm());
    const { secret, previousUntil } = await endpoints.rotateSecret({ endpointId: id, keepPrevious: true });
    expect(secret).not.toBe(first);
    const row = await rowOf(id);
    expect(openSecret(row.secretSealed)).toBe(secret);
    expect(openSecret(row.previousSecretSealed ?? "")).toBe(first);
    const hours = (Date.parse(previousUntil ?? "") - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24.1);
    const shown = await endpoints.get({ endpointId: id });
    expect(shown.previousSecretUntil).toBe(previousUntil);
    expect(JSON.stringify(shown)).not.toContain("whsec_");
  });

  it("does not end the previous secret when it is clicked twice", async () => {
    const { id, secret: first } = await endpoints.create(endpointForm());
    const rotate = () => endpoints.rotateSecret({ endpointId: id, keepPrevious: true });
    const results = await Promise.allSettled([rotate(), rotate()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(openSecret((await rowOf(id)).previousSecretSealed ?? "")).toBe(first);
    const { secret: second } = await endpoints.rotateSecret({ endpointId: id, keepPrevious: true, force: true });
    expect(openSecret((await rowOf(id)).previousSecretSealed ?? "")).not.toBe(first);
    expect(openSecret((await rowOf(id)).secretSealed)).toBe(second);
  });

  it("can end a leaked secret immediately", async () => {
    const { id } = await endpoints.create(endpointForm());
    expect(await endpoints.rotateSecret({ endpointId: id, keepPrevious: false })).toMatchObject({
      previousUntil: null,
    });
    expect(await rowOf(id)).toMatchObject({ previousSecretSealed: null, previousSecretUntil: null });
  });
});

describe("The endpoints of a workspace", () => {
  it.each(roles)("can be read and changed as the role %s allows", async (role) => {
    const { id } = await endpoints.create(endpointForm());
    const member = (await endpointsOf(role, workspace)).endpoints;
    expect(await member.list()).toHaveLength(1);
    expect(await member.get({ endpointId: id })).toMatchObject({ id });
    const { version } = await member.get({ endpointId: id });
    const changes = {
      create: () => member.create(endpointForm()),
      update: () => member.update({ endpointId: id, basedOn: version, endpoint: endpointForm() }),
      setEnabled: () => member.setEnabled({ endpointId: id, enabled: false }),
      rotateSecret: () => member.rotateSecret({ endpointId: id, keepPrevious: true }),
      delete: () => member.delete({ endpointId: id }),
    };
    for (const call of Object.values(changes)) {
      const outcome = await call().then(
        () => "allowed",
        (error: { code: string }) => error.code,
      );
      expect(outcome).toBe(["owner", "admin"].includes(role) ? "allowed" : "FORBIDDEN");
    }
  });

  it("do not exist for members of other workspaces", async () => {
    const { id: endpointId } = await endpoints.create(endpointForm());
    const { endpoints: other } = await endpointsOf("owner");
    const gone = { code: "NOT_FOUND" };
    await expect(other.get({ endpointId })).rejects.toMatchObject(gone);
    await expect(other.setEnabled({ endpointId, enabled: false })).rejects.toMatchObject(gone);
    await expect(other.rotateSecret({ endpointId, keepPrevious: true })).rejects.toMatchObject(gone);
    await expect(other.delete({ endpointId })).rejects.toMatchObject(gone);
    await expect(other.verify({ endpointId, headers: [], body: "" })).rejects.toMatchObject(gone);
    const update = other.update({ endpointId, basedOn: "", endpoint: endpointForm() });
    await expect(update).rejects.toMatchObject(gone);
    expect(await other.list()).toEqual([]);
    expect((await rowOf(endpointId)).enabled).toBe(true);
  });
});
