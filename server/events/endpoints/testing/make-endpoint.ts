import { makeMember, makeUser, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/server/roles";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import type { EndpointInput } from "../endpoint-input";

/** A valid form of an endpoint. */
export function endpointForm(changes: Partial<EndpointInput> = {}): EndpointInput {
  return {
    name: "CRM",
    url: "https://crm.example.com/hooks/parley?key=query-secret-1&tenant=acme",
    events: ["message_received", "conversation_closed"],
    botIds: null,
    channelIds: null,
    tags: null,
    headers: [],
    concurrency: 10,
    ratePerSecond: null,
    ...changes,
  };
}

/** Returns the endpoints' procedures for a new member with a role, in a new workspace or the given one. */
export async function endpointsOf(role: Role, workspace?: TestWorkspace) {
  const { workspaceId, ctx } = workspace ?? (await makeWorkspace());
  const { userId } = await makeUser();
  await makeMember(workspaceId, role, userId);
  return { workspaceId, ctx, endpoints: createTestCaller({ userId }).eventEndpoints };
}
