/** The inbox's keys with what they do, as the dialog of keys shows them. */
export const inboxKeys = [
  { keys: ["j"], text: "Open the next conversation" },
  { keys: ["k"], text: "Open the previous conversation" },
  { keys: ["r"], text: "Write a message" },
  { keys: ["a"], text: "Assign to me" },
  { keys: ["e"], text: "Close, or open again" },
  { keys: ["s"], text: "Snooze" },
  { keys: ["x"], text: "Select or unselect" },
  { keys: ["Shift", "click"], text: "Select all up to here" },
  { keys: ["Esc"], text: "Unselect all" },
  { keys: ["/"], text: "Search" },
  { keys: ["Ctrl", "k"], text: "Search everything (⌘ k on a Mac)" },
  { keys: ["["], text: "Fold the sidebar" },
  { keys: ["?"], text: "Show the keys" },
] as const;

/** The keys that the inbox handles itself, besides j and k. */
export type InboxKey = "a" | "e" | "s" | "x" | "r" | "/" | "?" | "Escape";
