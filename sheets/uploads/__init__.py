"""Workbooks that somebody handed in: received, kept, worked on apart, written, taken back.

bounded     what a request may bring
keeping     the kept file, read and replaced as a whole
receiving   the files of a form      -> Upload, its file kept
runs        an Upload's states: each reading and each writing is a run of its own
slots       the processes that may run at once, and what each says of its progress: by locks of
            PostgreSQL (locked_sessions) or of files (locked_files)
reading     a run that reads         -> UploadRow, what the preview shows
writing     a run that writes        -> records, or nothing
layouts     corrections to how a file is read, kept for the board's next file
undoing     an upload taken back
"""
