#pragma once
// What the signatures of a revision let others do afterwards: DocMDP and FieldMDP (ISO 32000-1, 12.8.2), and the lock
// of a signed field (ISO 32000-2, table 235).

#include <set>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

namespace integrations::signing {

class Permissions {
  public:
    static Permissions of(QPDF& signed_revision);
    bool certified() const { return certified_; }
    bool no_changes() const { return level_ == 1; }
    // Who signed without a certification or a lock said nothing about forms: what was left empty may be filled in, what
    // the signer saw filled in may not change. A certification that allows forms, or a signer who named the fields that
    // are locked, grants the rest.
    enum class Filling { Nothing, WhatIsEmpty, Everything };
    Filling filling(const std::string& field) const;
    bool may_annotate() const { return certified_ && level_ == 3; }

  private:
    struct Lock {
        enum class Action { All, Include, Exclude } action;
        std::set<std::string> fields;
    };
    void add_reference(QPDFObjectHandle reference);
    void add_lock(QPDFObjectHandle parameters);
    void add_level(QPDFObjectHandle level);

    bool certified_ = false;
    int names_seen_ = 0;
    int level_ = 0;  // 0: nobody said; 1 nothing, 2 forms, 3 forms and annotations; the strictest counts
    std::vector<Lock> locks_;
};

}  // namespace integrations::signing
