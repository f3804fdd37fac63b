import { serve } from "inngest/node";
import { serveOptions } from "@/inngest/serve-options";
import { answerIncoming } from "@/server/channels/custom/answer-incoming";
import { answerChatMessage } from "@/server/channels/web/answer-chat-message";
import type { DirectRoutes } from "@/server/http/direct-routes";

const CHAT = /^\/api\/chat\/([\w-]+)$/;

/**
 * The routes that every message passes, for a server of our own that answers them without Next.js (docs/adr/0003). Each
 * does what its route.ts does. An address that is written in any other way is Next.js's to understand.
 */
export const directRoutes: DirectRoutes = {
  answerCall: serve(serveOptions()),
  find(method, path) {
    if (method !== "POST") return undefined;
    if (path === "/api/webhook/custom/message") return answerIncoming;
    const publicId = CHAT.exec(path)?.[1];
    return publicId === undefined ? undefined : (request, later) => answerChatMessage(request, publicId, later);
  },
};
