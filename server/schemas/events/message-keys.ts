import { z } from "zod";
import { described } from "./described.ts";

const file = z.object({
  id: z.string().meta({ description: "The file." }),
  name: z.string().meta({ description: "The file's name." }),
  mime_type: z.string().meta({ description: "The file's type." }),
  size_bytes: z.int().meta({ description: "The file's size." }),
});

/** The files of a message. Their contents are not part of an event. */
export const messageFiles = described(z.array(file), "The files of the message.", [
  { id: "fil_01k5x8d9a3b7c1d5e9f2g6h0jk", name: "receipt.pdf", mime_type: "application/pdf", size_bytes: 48_210 },
]);

/**
 * The options of a message, one object for each of `quick_replies`, `buttons` and `cards` that it has (CONTRACTS §0).
 */
export const richText = described(
  z.array(z.record(z.string(), z.unknown())),
  "What the message shows besides its text: an object with `quick_replies`, `buttons` or `cards`.",
  [{ quick_replies: [{ label: "Track my parcel", value: "track" }] }],
);
