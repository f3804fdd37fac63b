interface FieldText {
  name: string;
  type: string;
  required: string;
  text: string;
}

/** The fields of an incoming message (CONTRACTS §1). */
export const incomingFields: FieldText[] = [
  { name: "api_version", type: "1", required: "yes", text: "The version of this API." },
  {
    name: "message_id",
    type: "string",
    required: "yes",
    text: "Your own id of the message. The same id again is answered in the same way and changes nothing, so a message may safely be sent twice.",
  },
  {
    name: "chat_id",
    type: "string",
    required: "yes",
    text: "Your own id of the chat. All messages with it are one conversation, and answers come back with it.",
  },
  {
    name: "text",
    type: "string",
    required: "without attachments",
    text: "What was written: 1 to 100,000 characters.",
  },
  {
    name: "attachments",
    type: "array",
    required: "without text",
    text: "Files: { file_name, file_type: image or audio, data: the bytes in base64 }. At most 15 MB each, 20 in a message, and 64 MB for the whole body. Images: PNG, JPEG, GIF. Audio: OGG, MP3, WAV, WebM, MP4, M4A.",
  },
  {
    name: "message_sender",
    type: "string",
    required: "yes",
    text: "customer, or employee for what a colleague wrote in your messenger: it is kept, not answered, and pauses the bot.",
  },
  { name: "source", type: "string", required: "yes", text: "Who or where it is from, as people see it in the list." },
  {
    name: "link",
    type: "object",
    required: "no",
    text: "A way to the chat in your own system: { type: user, chat, phone, lead or other, hint: a title or null, url }.",
  },
  {
    name: "placeholders",
    type: "object",
    required: "no",
    text: "Texts by name, which fill {name} in the bot's instruction in this conversation.",
  },
  { name: "client_name", type: "string", required: "no", text: "The customer's name." },
  { name: "client_phone", type: "string", required: "no", text: "The customer's phone number." },
];

interface RefusalText {
  status: number;
  cause: string;
  cure: string;
}

/** Why a message is refused (CONTRACTS §1). */
export const refusals: RefusalText[] = [
  {
    status: 401,
    cause: "No channel has this token, or the header is missing.",
    cure: "Send Authorization: Bearer and the token.",
  },
  { status: 402, cause: "The workspace is over its limit.", cure: "Raise the limit, then send the message again." },
  { status: 403, cause: "The channel is off.", cure: "Turn it on under Settings." },
  {
    status: 413,
    cause: "A file is larger than 15 MB, or the whole body larger than 64 MB.",
    cure: "Send several files in several messages, and a large file as a link in the text.",
  },
  {
    status: 415,
    cause: "A file is of another type than it says, or of one that is not taken; or the body is not sent as JSON.",
    cure: "Send one of the listed types, and Content-Type: application/json.",
  },
  {
    status: 422,
    cause: "Fields are missing or wrong. detail lists every fault at once: where it is, what is wrong, its kind.",
    cure: "Correct all of them and send it again.",
  },
  {
    status: 429,
    cause: "More than 6,000 messages in a minute.",
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

/** What a channel's webhook gets (CONTRACTS §2). */
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

/** When a failed delivery is tried again: after how long, in seconds and in words. */
export const retries = [
  { seconds: 5, words: "5 seconds" },
  { seconds: 30, words: "30 seconds" },
  { seconds: 120, words: "2 minutes" },
  { seconds: 600, words: "10 minutes" },
  { seconds: 3600, words: "1 hour" },
];
