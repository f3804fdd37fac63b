import type { FeedbackRequest, MessagePage, PersonCalled } from "@/server/channels/web/protocol";
import type { ChatClient } from "./chat-client.ts";
import type { Conversation } from "./conversation/conversation.ts";
import { sendRequest } from "./request.ts";
import { type Session, withToken } from "./session/create-session.ts";
import { textOfFailure } from "./session/text-of-failure.ts";
import { uploadFile } from "./upload-file.ts";

type VisitorRequests = Pick<
  ChatClient,
  "upload" | "rateMessage" | "rateConversation" | "callPerson" | "restart" | "transcript" | "emailTranscript"
> & {
  readBefore(position: number | null): Promise<MessagePage>;
};

interface RequestsOptions {
  base: string;
  session: Session;
  conversation: Conversation;
  /** The version of the consent text that the visitor agreed to. */
  consent: () => { consent?: string };
  /** The conversation was handed off to people; the server has one now. */
  onPersonCalled: (called: PersonCalled) => void;
}

/** What a visitor asks for besides messages. Each rejects with an Error whose message is for the visitor. */
export function visitorRequests({
  base,
  session,
  conversation,
  consent,
  onPersonCalled,
}: RequestsOptions): VisitorRequests {
  const { opened } = session;
  /** Runs a request with the visitor's token. */
  function run<T>(request: (token: string) => Promise<T>): Promise<T> {
    return withToken(session, request).catch((error: unknown) => {
      throw new Error(textOfFailure(error, opened.peek()), { cause: error });
    });
  }
  const ask = (path: () => string, body?: object) =>
    run((token) => sendRequest(`${base}/${path()}`, { method: body ? "POST" : "GET", token, ...(body && { body }) }));
  const sendFeedback = (body: FeedbackRequest) => ask(() => "feedback", body);
  const transcriptPath = () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return `transcript?${new URLSearchParams({ language: opened.peek()?.language ?? "", timeZone })}`;
  };

  return {
    upload: (file, onProgress, signal) =>
      run((token) => {
        const query = new URLSearchParams({ fileName: file.name, ...consent() });
        return uploadFile({ url: `${base}/files?${query}`, token, file, onProgress, signal });
      }),
    readBefore: async (position) => (await ask(() => `messages?before=${position}`)).json(),
    async rateMessage(id, rating, comment) {
      const before = conversation.log.peek().find((message) => message.id === id)?.rating ?? null;
      conversation.change(id, { rating });
      try {
        await sendFeedback({ message_id: id, rating, ...(comment && { comment }) });
      } catch (error) {
        conversation.change(id, { rating: before });
        throw error;
      }
    },
    async rateConversation(score, comment) {
      await sendFeedback({ score, ...(comment && { comment }) });
      session.change({ rating: score });
    },
    async callPerson() {
      const called = (await (await ask(() => "person", {})).json()) as PersonCalled;
      onPersonCalled(called);
      return called;
    },
    async restart() {
      await ask(() => "restart", {});
    },
    transcript: async () => (await ask(transcriptPath)).text(),
    async emailTranscript(email) {
      await ask(transcriptPath, { email });
    },
  };
}
