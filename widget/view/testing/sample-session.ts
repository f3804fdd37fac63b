import { en } from "@/server/schemas/widget/texts/en";
import type { ChatClient } from "../../client/chat-client.ts";

type Session = NonNullable<ChatClient["session"]["value"]>;

/** A session as the server answers it, for views without a server. */
export const sampleSession: Session = {
  token: "token",
  title: "Parley Shop",
  greeting: "",
  language: "en",
  direction: "ltr",
  texts: en,
  appearance: {
    theme: "light",
    color: "#2563eb",
    corner: 16,
    position: "right",
    offsetX: 20,
    offsetY: 20,
    zIndex: 1,
    avatar_url: null,
  },
  features: {
    upload: true,
    voice: true,
    feedback: true,
    rating: true,
    transcript: true,
    person: true,
    restart: true,
    sound: false,
  },
  image_hosts: ["images.example"],
  consent: null,
  pre_chat: [],
  answered_by: { kind: "bot", name: null, photo_url: null },
  rating: null,
  can_email: false,
  max_file_bytes: 1_000_000,
};
