import { answerTrpcRequest } from "@/server/trpc/answer-request";

export { answerTrpcRequest as GET, answerTrpcRequest as POST };
