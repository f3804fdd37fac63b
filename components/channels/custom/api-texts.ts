import type { ChannelApi } from "@/server/channels/contract";
import { fileSize } from "@/server/files/file-size";
import { durationInWords } from "@/server/text/duration-in-words";

interface RefusalText {
  status: number;
  cause: string;
  cure: string;
}

/** Why a message is refused (CONTRACTS §1). */
export const refusals = ({ maxFileBytes, maxBodyBytes, messagesPerMinute }: ChannelApi): RefusalText[] => [
  {
    status: 401,
    cause: "No channel has this token, or the header is missing.",
    cure: "Send Authorization: Bearer and the token.",
  },
  { status: 402, cause: "The workspace is over its limit.", cure: "Raise the limit, then send the message again." },
  { status: 403, cause: "The channel is off.", cure: "Turn it on under Settings." },
  {
    status: 413,
    cause: `A file is larger than ${fileSize(maxFileBytes)}, or the whole body larger than ${fileSize(maxBodyBytes)}.`,
    cure: "Send several files in several messages, and a large file as a link in the text.",
  },
  {
    status: 415,
    cause: "A file is of another type than it says, or of one that is not taken; or the body is not sent as JSON.",
    cure: "Send one of the listed types, and Content-Type: application/json.",
  },
  {
    status: 422,
    cause: "Fields are missing or wrong. detail lists all faults: where each is, what is wrong, and its type.",
    cure: "Correct all of them and send it again.",
  },
  {
    status: 429,
    cause: `More than ${messagesPerMinute.toLocaleString("en")} messages in a minute.`,
    cure: "Wait as many seconds as Retry-After says, then send it again.",
  },
  {
    status: 500,
    cause: "Something went wrong on our side.",
    cure: "Send it again with the same message_id.",
  },
];

export const acceptedAnswer = {
  status: "accepted",
  message_id: "1790000000",
  conversation_id: "cnv_01kabcdefghjkmnpqrstvwxyz0",
};

export const refusedAnswer = {
  detail: [
    { loc: ["body", "chat_id"], msg: "Field required", type: "missing" },
    { loc: ["body", "message_sender"], msg: "Input should be 'customer' or 'employee'", type: "enum" },
  ],
};

/** The requests that a channel's webhook receives (CONTRACTS §2). */
export const outgoingEvents = {
  text: {
    event_type: "new_messages",
    chat_id: "chat-1",
    new_messages: [
      {
        id: "msg_01kabcdefghjkmnpqrstvwxyz1",
        type: "text",
        message_sender: "ai",
        text: "Your order A-1042 is on its way.",
      },
    ],
  },
  file: {
    event_type: "new_messages",
    chat_id: "chat-1",
    new_messages: [
      {
        id: "msg_01kabcdefghjkmnpqrstvwxyz2",
        type: "document",
        message_sender: "employee",
        file: {
          name: "invoice A-1042.pdf",
          url: "https://parley.example.com/api/files/fil_01kabcdefghjkmnpqrstvwxyz3/invoice%20A-1042.pdf?expires=1790604800&signature=2fJ1LwGq1c0Z…",
          size_bytes: 48213,
          mime_type: "application/pdf",
        },
      },
    ],
  },
  structured: {
    event_type: "new_messages",
    chat_id: "chat-1",
    new_messages: [
      {
        id: "msg_01kabcdefghjkmnpqrstvwxyz4",
        type: "text",
        message_sender: "ai",
        text: "What would you like to do?",
        quick_replies: [
          { label: "Track my order", value: "track" },
          { label: "Return an item", value: "return" },
        ],
      },
    ],
  },
  test: { event_type: "test_request" },
};

/** When a failed delivery is tried again: "5 seconds, 2 minutes and 1 hour". */
export function delaysInWords({ retryDelays }: ChannelApi, style?: "short"): string {
  return new Intl.ListFormat("en-GB").format(retryDelays.map((seconds) => durationInWords(seconds, style)));
}
