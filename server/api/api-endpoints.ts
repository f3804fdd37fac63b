import type { ApiEndpoint } from "./api-endpoint";
import { getEvent, listEvents } from "./events-endpoints";
import {
  deleteKnowledgeSource,
  getKnowledgeSource,
  listKnowledgeSources,
  putKnowledgeSource,
} from "./knowledge-endpoints";

/** The endpoints of the management API, in the order of the OpenAPI document. */
export const apiEndpoints: readonly ApiEndpoint[] = [
  listEvents,
  getEvent,
  listKnowledgeSources,
  getKnowledgeSource,
  putKnowledgeSource,
  deleteKnowledgeSource,
];
