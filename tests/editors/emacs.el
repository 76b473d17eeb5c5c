;;; emacs.el --- Emacs with eglot as an independent client -*- lexical-binding: t -*-

;;; Commentary:
;; emacs --batch -l editors/emacs/adlint.el -l tests/editors/emacs.el FILE
;; The configuration is the one people copy; the file is a real one.  Every step must hold, in this order.

;;; Code:

(require 'adlint)
(require 'flymake)

(defvar patience 30)
(setq eglot-confirm-server-initiated-edits nil
      eglot-autoshutdown nil
      eglot-send-changes-idle-time 0.01
      make-backup-files nil)

(defun await (what holds)
  "Wait until HOLDS returns non-nil, and return that; WHAT is for the complaint."
  (let ((until (+ (float-time) patience)) value)
    (while (and (not (setq value (funcall holds))) (< (float-time) until))
      (accept-process-output nil 0.05))
    (or value (error "Waited in vain: %s; found: %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))))

(defun finding (rule)
  "The diagnostic of RULE."
  (seq-find (lambda (one) (string-match-p (regexp-quote rule) (flymake-diagnostic-text one))) (flymake-diagnostics)))

(defun passage (one)
  "What stands where the diagnostic ONE points."
  (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))

(defun actions (one)
  "What the server offers at the diagnostic ONE."
  (eglot--signal-textDocument/didChange)
  (append (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                           (list :textDocument (eglot--TextDocumentIdentifier)
                                 :range (list :start (eglot--pos-to-lsp-position (flymake-diagnostic-beg one))
                                              :end (eglot--pos-to-lsp-position (flymake-diagnostic-end one)))
                                 :context '(:diagnostics [] :only ["quickfix"])))
          nil))

(defun apply-action (action)
  "Carry out ACTION as eglot does."
  (eglot--apply-workspace-edit (plist-get action :edit)))

(defun refreshed ()
  "Tell the server of the edits, and flymake to look."
  (eglot--signal-textDocument/didChange)
  (flymake-start))

(defun holds (what value)
  "Complain of WHAT unless VALUE."
  (unless value (error "%s; the buffer is:\n%s" what (buffer-string))))

(defvar steps
  `(("eglot starts for an ad below an adlint.yaml, by the hook"
     . ,(lambda ()
          ;; What the command loop does after a command; eglot waits for it.
          (run-hooks 'post-command-hook)
          (await "the server" #'eglot-current-server)
          (flymake-start)
          (await "age/young-team" (lambda () (finding "age/young-team")))))
    ("diagnostics are sent, and their places are right behind umlauts"
     . ,(lambda ()
          (holds "passage" (equal (passage (finding "age/young-team")) "junges, engagiertes Team"))
          (holds "passage behind ä" (equal (passage (finding "appearance/groomed")) "gepflegtes Äußeres"))
          (holds "nothing is said at 1:1" (not (seq-some (lambda (one) (= 1 (flymake-diagnostic-beg one))) (flymake-diagnostics))))))
    ("an edit behind a surrogate pair is understood"
     . ,(lambda ()
          (goto-char (flymake-diagnostic-beg (finding "appearance/groomed")))
          (insert "😀 ")
          (refreshed)
          (await "the place to move" (lambda () (let ((one (finding "appearance/groomed")))
                                                  (and one (equal (passage one) "gepflegtes Äußeres")))))))
    ("a quick fix replaces the wording"
     . ,(lambda ()
          (let ((offered (actions (finding "origin/german-mother-tongue"))))
            (holds "an action" offered)
            (apply-action (car offered))
            (refreshed)
            (await "the finding to go" (lambda () (not (finding "origin/german-mother-tongue"))))
            (holds "the wording is gone" (not (string-match-p "Muttersprache" (buffer-string)))))))
    ("a missing clause is inserted where it belongs"
     . ,(lambda ()
          (let ((offered (actions (finding "clause/migration"))))
            (apply-action (seq-find (lambda (one) (let ((edit (format "%S" (plist-get one :edit))))
                                                    (and (string-match-p "Migration" edit) (not (string-match-p "adlint:" edit)))))
                                    offered))
            (refreshed)
            (await "the clause to count" (lambda () (not (finding "clause/migration"))))
            (holds "it is a paragraph of its own, in the last part of the ad"
                   (< (string-match "30 Tage Urlaub" (buffer-string))
                      (or (string-match "\n\n.*Migration.*\n\n" (buffer-string)) 0))))))
    ("the hover names the ruling"
     . ,(lambda ()
          (goto-char (flymake-diagnostic-beg (finding "age/young-team")))
          (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
            (holds "the ruling" (string-match-p "BAG" (eglot--hover-info (plist-get hover :contents)))))))
    ("the server ends when asked to"
     . ,(lambda ()
          (let ((process (jsonrpc--process (eglot-current-server))))
            (eglot-shutdown (eglot-current-server) nil 10)
            (holds "the process has ended" (not (process-live-p process))))))))

(defun run-steps ()
  "All steps; the first that fails ends Emacs with 1."
  (let ((name (format "emacs %s, eglot %s" emacs-version (package-version-join (package-desc-version (cadr (assq 'eglot package-alist)))))))
    (dolist (step steps)
      (condition-case reason
          (funcall (cdr step))
        (error (princ (format "FAIL %s: %s\n%s\n" name (car step) (error-message-string reason)))
               (kill-emacs 1)))
      (princ (format "ok   %s: %s\n" name (car step))))
    (kill-emacs 0)))

(find-file (car command-line-args-left))
(setq command-line-args-left nil)
(run-steps)
;;; emacs.el ends here
