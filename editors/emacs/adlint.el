;;; adlint.el --- Job ads checked while you write -*- lexical-binding: t -*-

;;; Commentary:
;; Put this into your init file. It needs `adlint' on the path and eglot, which is part of Emacs from 29 on and comes from
;; GNU ELPA (or Debian's elpa-eglot) before.  After that: M-x eglot in an ad, or let the hook at the end do it.

;;; Code:

(require 'eglot)

(defvar adlint-modes '(text-mode markdown-mode gfm-mode html-mode mhtml-mode)
  "Modes in which ads are written.")

(defvar adlint-settings nil
  "What adlint.yaml can say, as a property list; it holds where no adlint.yaml says otherwise.
For example (:profile \"de-th\" :lang \"de\").")

(add-to-list 'eglot-server-programs
             `(,adlint-modes . ,(lambda (&rest _)
                                  `("adlint" "lsp" :initializationOptions ,(or adlint-settings eglot--{})))))

;; Only where an adlint.yaml says that ads are written here, so that no letter and no README is taken for one.
(defun adlint-maybe ()
  "Start checking if an adlint.yaml lies above this file."
  (when (and buffer-file-name
             (seq-some (lambda (name) (locate-dominating-file buffer-file-name name))
                       '("adlint.yaml" "adlint.yml" ".adlint.yaml" ".adlint.yml")))
    (eglot-ensure)))

(add-hook 'text-mode-hook #'adlint-maybe)
(add-hook 'html-mode-hook #'adlint-maybe)

(provide 'adlint)
;;; adlint.el ends here
