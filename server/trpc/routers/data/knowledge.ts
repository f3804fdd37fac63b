import { createSource, createSourceInput } from "@/server/knowledge/sources/create-source";
import { deleteChunk, deleteChunkInput } from "@/server/knowledge/sources/delete-chunk";
import { deleteSource, sourceIdInput } from "@/server/knowledge/sources/delete-source";
import { getChunk, getChunkInput } from "@/server/knowledge/sources/get-chunk";
import { getSource } from "@/server/knowledge/sources/get-source";
import { listChunks, listChunksInput } from "@/server/knowledge/sources/list-chunks";
import { listDocuments, listDocumentsInput } from "@/server/knowledge/sources/list-documents";
import { listQuestions, listQuestionsInput } from "@/server/knowledge/sources/list-questions";
import { countUses, listSources, sourceChoices } from "@/server/knowledge/sources/list-sources";
import { refreshSource, stopReading } from "@/server/knowledge/sources/read-again";
import { updateChunk, updateChunkInput } from "@/server/knowledge/sources/update-chunk";
import { updateSource, updateSourceInput } from "@/server/knowledge/sources/update-source";
import {
  deleteSynonyms,
  deleteSynonymsInput,
  listSynonyms,
  saveSynonyms,
  saveSynonymsInput,
} from "@/server/knowledge/synonyms/edit-synonyms";
import { embeddingModelInput, getEmbeddingModel, setEmbeddingModel } from "@/server/knowledge/vectors/embedding-model";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

export const knowledgeRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listSources(ctx.service)),
  uses: workspaceProcedure.query(({ ctx }) => countUses(ctx.service)),
  choices: workspaceProcedure.query(({ ctx }) => sourceChoices(ctx.service)),
  questions: workspaceProcedure.input(listQuestionsInput).query(({ ctx, input }) => listQuestions(ctx.service, input)),
  get: workspaceProcedure.input(sourceIdInput).query(({ ctx, input }) => getSource(ctx.service, input.sourceId)),
  create: editorProcedure.input(createSourceInput).mutation(({ ctx, input }) => createSource(ctx.service, input)),
  update: editorProcedure.input(updateSourceInput).mutation(({ ctx, input }) => updateSource(ctx.service, input)),
  delete: editorProcedure.input(sourceIdInput).mutation(({ ctx, input }) => deleteSource(ctx.service, input.sourceId)),
  refresh: editorProcedure
    .input(sourceIdInput)
    .mutation(({ ctx, input }) => refreshSource(ctx.service, input.sourceId)),
  stopReading: editorProcedure
    .input(sourceIdInput)
    .mutation(({ ctx, input }) => stopReading(ctx.service, input.sourceId)),

  documents: workspaceProcedure.input(listDocumentsInput).query(({ ctx, input }) => listDocuments(ctx.service, input)),
  chunks: workspaceProcedure.input(listChunksInput).query(({ ctx, input }) => listChunks(ctx.service, input)),
  chunk: workspaceProcedure.input(getChunkInput).query(({ ctx, input }) => getChunk(ctx.service, input)),
  updateChunk: editorProcedure.input(updateChunkInput).mutation(({ ctx, input }) => updateChunk(ctx.service, input)),
  deleteChunk: editorProcedure.input(deleteChunkInput).mutation(({ ctx, input }) => deleteChunk(ctx.service, input)),

  embedding: workspaceProcedure.query(({ ctx }) => getEmbeddingModel(ctx.service)),
  setEmbedding: workspaceProcedure
    .input(embeddingModelInput)
    .mutation(({ ctx, input }) => setEmbeddingModel(ctx.service, input)),

  synonyms: workspaceProcedure.query(({ ctx }) => listSynonyms(ctx.service)),
  saveSynonyms: editorProcedure.input(saveSynonymsInput).mutation(({ ctx, input }) => saveSynonyms(ctx.service, input)),
  deleteSynonyms: editorProcedure
    .input(deleteSynonymsInput)
    .mutation(({ ctx, input }) => deleteSynonyms(ctx.service, input)),
});
