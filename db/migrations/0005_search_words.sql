-- A text as it is compared with a search: small letters, no accents or other marks, punctuation as spaces.
CREATE FUNCTION search_folded("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  folded text;
BEGIN
  -- ASCII alone, which most texts are, needs less work.
  IF octet_length(value) = length(value) THEN
    RETURN regexp_replace(lower(value), '[^a-z0-9]+', ' ', 'g');
  END IF;
  folded := regexp_replace(normalize(value, NFKD), '[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u17dd\u200b-\u200f\u2060\u3099\u309a\ufe00-\ufe0f\ufeff]+', '', 'g');
  folded := replace(replace(translate(lower(folded), 'ıøłđðς', 'iolddσ'), 'ß', 'ss'), 'æ', 'ae');
  RETURN regexp_replace(folded, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u30fb]+', ' ', 'g');
END $$;--> statement-breakpoint
-- The words of a folded text. Letters of scripts that are written without spaces (Thai, Lao, Burmese, Khmer, Japanese,
-- Chinese) are words too, since nothing says where theirs begin. What compatibility forms unfold to is cut: PostgreSQL
-- takes no more than 1 MB of words.
CREATE FUNCTION search_words("folded" text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF octet_length(folded) = length(folded) THEN
    RETURN to_tsvector('pg_catalog.simple', folded);
  END IF;
  RETURN to_tsvector('pg_catalog.simple', regexp_replace(left(folded, 20000), '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+', ' ', 'g')) || array_to_tsvector(string_to_array(
    regexp_replace(left(folded, 20000), '[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+', '', 'g'), NULL));
END $$;--> statement-breakpoint
DROP INDEX "conversations_names";--> statement-breakpoint
DROP INDEX "messages_words";--> statement-breakpoint
CREATE INDEX "conversations_names" ON "conversations" USING gin ((search_words(search_folded(left(coalesce("client_name", '') || ' ' || "external_chat_id", 20000))) || array_to_tsvector(array["workspace_id", 'tel:' || regexp_replace(coalesce("client_phone", ''), '[^0-9]', '', 'g'), 'let:' || reverse(regexp_replace(coalesce("client_phone", ''), '[^0-9]', '', 'g'))])));--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ((search_words(search_folded(left("text", 20000))) || array_to_tsvector(array["workspace_id"])));