import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { findWebChannel } from "./find-web-channel";
import { postMessage } from "./testing/chat-client";
import { makeWebBot } from "./testing/web-bot";

it("A message to a channel that another process has just deleted is answered with 404", async () => {
  const { publicId, channelId } = await makeWebBot();
  await findWebChannel(publicId);
  await db.delete(channels).where(eq(channels.id, channelId));
  // Within the second in which this process still knows the channel.
  const { response } = await postMessage(publicId, { id: "m1", text: "Hello" });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
});
