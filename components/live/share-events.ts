import { z } from "zod";
import { followEvents, liveEvent, type LiveListener } from "./follow-events";
import { leadTabs } from "./lead-tabs";

interface SharedListener extends LiveListener {
  /** Called when this tab becomes, or no longer is, the one that acts for all tabs of the browser. */
  onLeading: (isLeading: boolean) => void;
}

const tabMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event"), event: liveEvent }),
  z.object({ type: z.literal("connected"), isConnected: z.boolean() }),
  /** From a new tab, which wants to know whether the leader is connected. */
  z.object({ type: z.literal("joined") }),
]);
type TabMessage = z.infer<typeof tabMessage>;

/**
 * Follows the live events with one connection for all tabs of the browser until the returned function is called. A
 * browser opens only six connections to a server without HTTP/2, so one in each tab would block the others.
 * @param name Identifies the member, so that tabs of another account share nothing.
 */
export function shareEvents(name: string, { onEvent, onConnected, onLeading }: SharedListener): () => void {
  const line = new BroadcastChannel(name);
  const tell = (message: TabMessage) => line.postMessage(message);
  let stopFollowing: (() => void) | undefined;
  let isConnected = false;

  function onLead() {
    onLeading(true);
    stopFollowing = followEvents({
      onEvent: (event) => {
        onEvent(event);
        tell({ type: "event", event });
      },
      onConnected: (next) => {
        isConnected = next;
        onConnected(next);
        tell({ type: "connected", isConnected });
      },
    });
  }

  function onFollow() {
    onLeading(false);
    stopFollowing?.();
    stopFollowing = undefined;
  }

  line.addEventListener("message", ({ data }) => {
    const message = tabMessage.safeParse(data).data;
    const isLeading = stopFollowing !== undefined;
    if (message?.type === "joined" && isLeading) tell({ type: "connected", isConnected });
    if (isLeading) return;
    if (message?.type === "event") onEvent(message.event);
    if (message?.type === "connected") onConnected(message.isConnected);
  });
  tell({ type: "joined" });
  const stopLeading = leadTabs(name, { onLead, onFollow });
  return () => {
    stopLeading();
    line.close();
  };
}
