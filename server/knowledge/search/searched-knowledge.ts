import type { TermHasher } from "../index/term-hash";
import type { NearHit } from "../vectors/find-near";
import type { Statistics } from "./statistics";

/** The part of a workspace's knowledge that a search looks into. */
export interface SearchedKnowledge {
  workspaceId: string;
  sourceIds: string[];
  /** All chunks of the sources can be compared, because they are few. */
  isSmallPart: boolean;
  statistics: Statistics;
  hasher: TermHasher;
  /** The chunks whose meaning is near to the question's, nearest first; empty without an embedding model. */
  near: Promise<NearHit[]>;
}
