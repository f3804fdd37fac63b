import type { Later } from "@/server/later";
import { answerIncoming } from "./custom/answer-incoming";
import { answerChatMessage } from "./web/answer-chat-message";

/** A route that receives customers' messages. Its route.ts and the custom server both take it from here. */
export interface MessageRoute {
  method: "POST";
  /** Its folder below app/, as Next.js names it. */
  route: `/${string}`;
  /** The path, with a named group for each parameter. */
  path: RegExp;
  handle(request: Request, params: Record<string, string>, later: Later): Promise<Response>;
}

/** CONTRACTS §7. */
export const chatRoute: MessageRoute = {
  method: "POST",
  route: "/api/chat/[channel]",
  path: /^\/api\/chat\/(?<channel>[\w-]+)$/,
  handle: (request, { channel = "" }, later) => answerChatMessage(request, channel, later),
};

/** CONTRACTS §1. */
export const customRoute: MessageRoute = {
  method: "POST",
  route: "/api/webhook/custom/message",
  path: /^\/api\/webhook\/custom\/message$/,
  handle: (request, _params, later) => answerIncoming(request, later),
};

export const messageRoutes: readonly MessageRoute[] = [chatRoute, customRoute];
