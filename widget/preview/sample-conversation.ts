import type { ShownMessage } from "../client/chat-client.ts";

const NOTHING = {
  author: null,
  files: [],
  interactive: null,
  state: "stored",
  isByModel: false,
  rating: null,
} as const;

const at = (minute: number) => new Date(2026, 0, 12, 10, minute).toISOString();

const ANSWER = `Yes, until **14 days** after delivery:

1. Print the label
2. Bring the parcel to a shop

More in [our terms](https://example.com/returns).`;

/** A conversation with every kind of message that settings change the look of. */
export const sampleConversation: readonly ShownMessage[] = [
  {
    ...NOTHING,
    id: "sample-1",
    sender: "customer",
    text: [{ format: "plain", text: "Can I send back my order?" }],
    at: at(3),
  },
  {
    ...NOTHING,
    id: "sample-2",
    sender: "ai",
    text: [{ format: "markdown", text: ANSWER }],
    isByModel: true,
    at: at(3),
  },
  {
    ...NOTHING,
    id: "sample-3",
    sender: "ai",
    text: [],
    interactive: {
      cards: [
        {
          title: "Return label",
          subtitle: "Order A-1042, free of charge",
          buttons: [{ type: "reply", label: "Send it to me", value: "Send it to me" }],
        },
      ],
    },
    at: at(4),
  },
  {
    ...NOTHING,
    id: "sample-4",
    sender: "employee",
    author: { name: "Anna Novak", photo_url: null },
    text: [{ format: "plain", text: "Hello, Anna here. May I help with the parcel?" }],
    interactive: {
      quick_replies: [
        { label: "Yes, please", value: "Yes, please" },
        { label: "No, thank you", value: "No, thank you" },
      ],
    },
    at: at(6),
  },
];
