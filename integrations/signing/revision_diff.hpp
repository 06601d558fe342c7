#pragma once
// What changed between the revision somebody signed and the file as it is now. Both object graphs are walked side by
// side from the trailer; every path must lead to the same thing, except at the few places where the law of PDF lets a
// later revision add something. Allowing by path and not by object is what defeats an object that plays two roles.

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include <qpdf/QPDF.hh>

#include "integrations/signing/patience.hpp"
#include "integrations/signing/permissions.hpp"
#include "integrations/signing/references.hpp"

namespace integrations::signing {

struct Picture;

// What a signature itself changes.
inline const std::string added_signature = "thêm chữ ký", filled_signature = "ký vào trường chữ ký có sẵn";

struct Changes {
    std::string refused;               // Vietnamese; empty: nothing forbidden
    std::vector<std::string> allowed;  // Vietnamese
};

// The file as it is now; the same for all its signatures.
struct Newest {
    QPDF& pdf;
    const std::map<QPDFObjGen, QPDFXRefEntry>& table;
    References& references;
};

class RevisionDiff {
  public:
    RevisionDiff(QPDF& signed_revision, Newest now, const Patience& patience);
    Changes run();

  private:
    // Exact is Same for what is drawn: nothing below it may use the freedom an object has elsewhere.
    enum class Rule { Same, Exact, Catalog, Tree, Page, Annotations, Form, FieldList, Field, FilledField, FillableField, FirstFill, Resources, Structure, StructureElement };
    struct Step {
        Rule rule;
        QPDFObjectHandle before, after;
    };
    using Object = QPDFObjectHandle;

    void register_objects();
    void register_pages(Object tree);
    void register_fields(Object list, Object list_now);
    struct Above {
        bool signature = false;
        bool new_value = false;
        bool had_value = false;  // in the signed revision
        std::string name{};
        int depth = 0;
    };
    void register_field(Object node, Object now, Above above);
    void trailer();
    void free_objects();
    void overridden_objects();
    void covered_pages();
    void pages_of_shown();
    void visit(Step step);
    void apply(Rule rule, Object before, Object after);
    Rule rule_for(QPDFObjGen id, Rule asked) const;
    bool got_a_number(Object before, Object after) const;
    bool is_the_same_apart(Object before, Object after) const;
    void find_touched();
    bool untouched(QPDFObjGen id) const { return !touched_.contains(id); }
    void follow(Rule rule, Object before, Object after) { todo_.push_back({rule, before, after}); }
    void refuse(const std::string& why);
    void note(const std::string& what) { allowed_.insert(what); }

    void same(Object before, Object after, Rule rule);
    void same_members(Object before, Object after, const std::set<std::string>& except, Rule rule = Rule::Same);
    void catalog(Object before, Object after);
    void tree(Object before, Object after);
    void page(Object before, Object after);
    void annotations(Object before, Object after);
    void form(Object before, Object after);
    void field_list(Object before, Object after);
    void field(Object before, Object after);
    void filled_field(Object before, Object after);
    void fillable_field(Object before, Object after);
    void first_fill(Object before, Object after);
    void locked_flags(Object before, Object after);
    void resources(Object before, Object after);
    void structure(Object before, Object after);
    void structure_element(Object before, Object after);
    void children(Object before, Object after);
    void parent_numbers(Object before, Object after);
    void excuse_numbers(Object node);
    bool is_new_form_element(Object element);
    void information(Object before, Object after);

    void new_field(Object field);      // a signature field that was not there
    std::set<QPDFObjGen> widgets_of_new_fields();
    void new_widget(Object widget);    // on a page
    bool is_stacked(Object annotation);
    void new_note(Object annotation);  // under a certification that allows annotations
    void place_on_page(Object widget);
    void draws(QPDFObjGen field, Object widget);  // a later picture
    bool readers_may_draw(Object before, Object after);
    void shows(Object widget, const Picture& picture);
    bool is_signature_value(Object value);
    bool names_its_page(Object widget);
    void excuse(Object before);        // what an allowed change may write anew: everything below its old value

    QPDF& old_;
    QPDF& now_;
    References& references_;
    const Patience& patience_;
    std::map<QPDFObjGen, QPDFXRefEntry> old_table_;
    const std::map<QPDFObjGen, QPDFXRefEntry>& now_table_;
    Permissions permissions_;                        // of the signed revision
    std::map<QPDFObjGen, Rule> registered_;
    std::optional<std::set<QPDFObjGen>> new_widgets_;
    std::map<QPDFObjGen, Object> page_of_widget_;    // new or filled widgets → page they stand on
    std::vector<std::pair<QPDFObjGen, Object>> drawn_;  // field, widget with a picture
    struct Shown {
        Object widget;
        bool borrows_font;
    };
    std::vector<Shown> shown_;                       // letters that were filled in
    std::set<QPDFObjGen> touched_;
    std::unordered_set<uint64_t> visited_;           // object and rule
    std::set<QPDFObjGen> accounted_;                 // compared, or part of what may change
    std::deque<Step> todo_;
    std::string refused_;
    std::set<std::string> allowed_;
    std::map<QPDFObjGen, std::vector<Object::Rectangle>> lines_on_page_;  // underlines and the like that were added
    Object current_page_ = Object::newNull();
};

}  // namespace integrations::signing
