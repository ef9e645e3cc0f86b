"""What teachers think of worksheets and questions."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("""
        create table worksheet_ratings (
            id           bigint generated always as identity primary key,
            worksheet_id uuid        not null,              -- kept when the worksheet has expired
            question     smallint    not null default 0,    -- 0: the worksheet as a whole
            asker        text,                              -- a digest; null once the worksheet has expired
            stars        smallint    not null check (stars between 1 and 5),
            reasons      text[]      not null default '{}',
            comment      text        not null default '',
            language     text        not null,
            model        text,                              -- who wrote the worksheet; null when it was computed
            rated_at     timestamptz not null default now(),
            unique (worksheet_id, question, asker)
        );
    """)
    # However a worksheet goes, nobody is left who had an opinion of it; the opinion stays.
    op.execute("""
        create function forget_askers_of_ratings() returns trigger
        language plpgsql
        as $$
        begin
            update worksheet_ratings as ratings
            set asker = null, comment = ''
            from gone
            where ratings.worksheet_id = gone.id;
            return null;
        end
        $$;
        create trigger worksheets_forget_askers_of_ratings
            after delete on worksheets
            referencing old table as gone
            for each statement execute function forget_askers_of_ratings();
    """)
