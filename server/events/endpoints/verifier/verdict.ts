/** A request as it was pasted. */
export interface PastedRequest {
  headers: { name: string; value: string }[];
  body: string;
}

export interface Finding {
  tone: "good" | "warning" | "bad";
  text: string;
}

export interface Verdict {
  /** A receiver with the current secret, or the previous one during its 24 hours, accepts this request now. */
  isValid: boolean;
  title: string;
  findings: Finding[];
}
